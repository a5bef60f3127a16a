import type pg from 'pg';
import { withdrawals } from '../datasets/withdrawals.js';
import type { Withdrawal } from '../facts.js';
import { eachRow } from './eachRow.js';

/** A withdrawal that holds. */
export interface StoredWithdrawal {
  readonly withdrawal: Withdrawal;
  /** Values that were withdrawn up to this batch may be imported again: it lifted the withdrawal; 0 where none did. */
  readonly liftedIn: number;
}

/** Reads the withdrawals of a dataset's facts that hold, by their keys. */
export async function storedWithdrawals(
  client: pg.ClientBase,
  dataset: string,
): Promise<Map<string, StoredWithdrawal>> {
  const { rows } = await client.query<{ key: string; lifted: number }>(
    `SELECT key, coalesce((
         SELECT max(recorded_in) FROM withdrawals AS former WHERE former.key = current.key AND former.lifted
       ), 0) AS lifted
     FROM withdrawals AS current WHERE dataset = $1 AND NOT lifted AND superseded_in IS NULL`,
    [dataset],
  );
  const held = new Map<string, StoredWithdrawal>();
  if (rows.length === 0) return held;
  const liftedIn = new Map(rows.map(({ key, lifted }) => [key, lifted]));
  const { table } = withdrawals;
  await eachRow(client, table, 'superseded_in IS NULL', (cells) => {
    const key = String(cells[0]);
    const lifted = liftedIn.get(key);
    if (lifted !== undefined) {
      held.set(key, { withdrawal: table.fact(cells, { tickerOf }), liftedIn: lifted });
    }
  });
  return held;
}

/** Withdrawals name stocks by their tickers. */
function tickerOf(id: number): never {
  throw new Error(`Expected a withdrawal without an id of a stock, got ${id}.`);
}
