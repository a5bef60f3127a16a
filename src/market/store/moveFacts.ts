import type pg from 'pg';
import { BAR_NUMBERS } from '../barColumns.js';
import { actions } from '../datasets/actions.js';
import { classifications } from '../datasets/classifications.js';
import type { FactDataset } from '../datasets/dataset.js';
import { events } from '../datasets/events.js';
import { filings } from '../datasets/filings.js';
import { fundamentals } from '../datasets/fundamentals.js';
import { shareholding } from '../datasets/shareholding.js';
import { statements } from '../datasets/statements.js';
import type { Day } from '../../scoring/names.js';
import { sqlDate } from './sqlDate.js';

/** Facts under a former symbol, from the day after one to another, and the stock that they are of. */
export interface Move {
  readonly from: number;
  readonly to: number;
  /** -Infinity: the oldest. */
  readonly after: Day;
  readonly until: Day;
}

/** What was moved. */
export interface Moved {
  readonly rows: number;
  /** The first day whose scores may differ; Infinity: none. */
  readonly touchesFrom: Day;
  /** The first day whose features may differ: of a bar or an ex-date; Infinity: none. */
  readonly featuresFrom: Day;
}

/** A table of facts of stocks. */
interface MovedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns that, with the stock, are the key of a row. The first one is a day. */
  readonly key: readonly string[];
  /** The column of the first day whose scores a row touches; null: all days; 'NONE': it touches none. */
  readonly touches: string | null;
  readonly changesFeatures: boolean;
  /** Which rows are moved; all of them where it is not given. */
  readonly only?: string;
}

const BARS: MovedTable = {
  name: 'bars',
  columns: ['day', 'source', 'series', ...BAR_NUMBERS],
  key: ['day'],
  touches: 'day',
  changesFeatures: true,
};

const TABLES: readonly MovedTable[] = [
  BARS,
  { ...layout(actions), touches: 'ex_date', changesFeatures: true },
  { ...layout(fundamentals), touches: 'published_on', changesFeatures: false },
  { ...layout(statements), touches: 'published_on', changesFeatures: false },
  { ...layout(shareholding), touches: 'published_on', changesFeatures: false },
  { ...layout(events), touches: 'announced_on', changesFeatures: false },
  { ...layout(filings), touches: 'NONE', changesFeatures: false },
  // What companies.csv said stays with its row.
  { ...layout(classifications), touches: null, changesFeatures: false, only: 'NOT of_company' },
];

function layout<Fact>({ table: { name, columns, keys } }: FactDataset<string, Fact>) {
  const names = columns.map(([column]) => column);
  return { name, columns: names.slice(1), key: names.slice(1, keys) };
}

/**
 * Moves facts from a former symbol's stock to the stock that had the symbol: the rows are superseded in a batch, and
 * copies are recorded in it. A fact of the same key that the stock has already stays, and the moved one is superseded
 * only. What former batches knew does not change.
 *
 * @param client is in the transaction of the batch
 */
export async function moveFacts(client: pg.ClientBase, move: Move, batch: number): Promise<Moved> {
  let moved: Moved = { rows: 0, touchesFrom: Infinity, featuresFrom: Infinity };
  for (const table of TABLES) {
    const { rows, touchesFrom } = await moveTable(client, table, move, batch);
    moved = {
      rows: moved.rows + rows,
      touchesFrom: Math.min(moved.touchesFrom, touchesFrom),
      featuresFrom: table.changesFeatures ? Math.min(moved.featuresFrom, touchesFrom) : moved.featuresFrom,
    };
  }
  return moved;
}

async function moveTable(
  client: pg.ClientBase,
  { name, columns, key, touches, only = 'true' }: MovedTable,
  { from, to, after, until }: Move,
  batch: number,
): Promise<{ readonly rows: number; readonly touchesFrom: Day }> {
  const [day] = key;
  const list = columns.join(', ');
  const sameKey = key.map((column) => `own.${column} = moved.${column}`).join(' AND ');
  // Both parts see the table as it was before.
  const { rows } = await client.query<{ rows: number; first: number | null }>(
    `WITH moved AS (
       UPDATE ${name} SET superseded_in = $1
       WHERE stock_id = $2 AND superseded_in IS NULL AND ${day} > $4 AND ${day} <= $5 AND ${only}
       RETURNING ${list}
     ), copied AS (
       INSERT INTO ${name} (stock_id, recorded_in, ${list})
       SELECT $3, $1, ${list} FROM moved WHERE NOT EXISTS (
         SELECT FROM ${name} AS own WHERE own.stock_id = $3 AND own.superseded_in IS NULL AND ${sameKey}
       )
     )
     SELECT count(*)::int4 AS rows, min(${touches === null || touches === 'NONE' ? day : touches}) - date '1970-01-01' AS first FROM moved`,
    [batch, from, to, sqlDate(after), sqlDate(until)],
  );
  const [{ rows: count, first }] = rows;
  if (first === null || touches === 'NONE') return { rows: count, touchesFrom: Infinity };
  return { rows: count, touchesFrom: touches === null ? -Infinity : first };
}
