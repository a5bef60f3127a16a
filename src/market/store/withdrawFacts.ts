import { withLock } from '../../database/transaction.js';
import type { Connections } from '../../database/writers.js';
import type { Day } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { withdrawals } from '../datasets/withdrawals.js';
import type { Withdrawal } from '../facts.js';
import { Columns, type ImportContext } from '../imports/columns.js';
import { DEFAULT_LIMITS } from '../imports/importLimits.js';
import { readRow } from '../imports/readFile.js';
import type { Refusal } from '../imports/refusal.js';
import { knownMarket } from './knownMarket.js';
import { recordBatch, type OnRecorded, type RecordedBy } from './recordBatch.js';
import { recordWithdrawals } from './recordWithdrawals.js';

/** A row of withdrawals.csv as a client gives it, not checked yet: texts by their columns. */
export type GivenWithdrawal = Readonly<Record<string, string>>;

/** What became of it. */
export interface WithdrawnFacts {
  /** The facts that were withdrawn. */
  readonly rows: number;
  /** The first day whose scores may differ; -Infinity: all days; null: none. */
  readonly touchesFrom: Day | null;
}

export interface WithdrawOptions {
  /** The day of import in India. */
  readonly today: Day;
  /** Called in the same transaction if the facts touch scores. */
  readonly onRecorded: OnRecorded;
  /** Who withdraws them, for the audit. */
  readonly by: RecordedBy;
}

const SOURCE = 'withdrawFacts';
const NAMES = [...withdrawals.required, ...withdrawals.optional];

/**
 * Withdraws facts, or lifts a withdrawal, as one batch, by the rules of a row of withdrawals.csv. A withdrawal that is known
 * withdraws what was imported since.
 *
 * @throws UserError where the row is refused; nothing is stored then
 */
export async function withdrawFacts(
  pool: Connections,
  given: GivenWithdrawal,
  { today, onRecorded, by }: WithdrawOptions,
): Promise<WithdrawnFacts> {
  return withLock(pool, 'facts', async (client) => {
    const known = await knownMarket(client);
    const context: ImportContext = { ...known, today, defaultSource: 'PRIMARY', limits: DEFAULT_LIMITS };
    const withdrawal = readWithdrawal(given, context);
    let rows = 0;
    const record = async (batch: number) => {
      const read = { file: SOURCE, facts: [withdrawal], lines: [0] };
      const changes = await recordWithdrawals(client, read, batch, true);
      changes.refusals?.forEach(refuse);
      if (withdrawal.lifted && changes.inserted > 0) {
        throw new UserError(
          `Expected a withdrawal that holds, got none of ${withdrawals.keyOf(withdrawal)}: nothing was lifted.`,
        );
      }
      rows = changes.withdrawn;
      return changes;
    };
    const batch = { dataset: withdrawals.name, source: SOURCE, rows: 1, refusals: [] };
    const { touchesFrom } = await recordBatch(client, batch, record, onRecorded, by);
    return { rows, touchesFrom };
  });
}

function readWithdrawal(given: GivenWithdrawal, context: ImportContext): Withdrawal {
  const columns = new Columns(SOURCE, NAMES, withdrawals.required, withdrawals.optional, context);
  // A file has no zero bytes either.
  const fields = NAMES.map((name) => (given[name] ?? '').replaceAll('\0', '\uFFFD'));
  const read: Withdrawal[] = [];
  const sink = { row: (row: Withdrawal) => void read.push(row), refused: refuse };
  readRow(SOURCE, withdrawals.reader(columns), NAMES.length, fields, 0, sink);
  return read[0];
}

function refuse({ column, value, reason }: Refusal): never {
  const expected = `${reason[0].toUpperCase()}${reason.slice(1)}`;
  throw new UserError(`${expected}; got "${value}" as ${column}. Nothing was withdrawn.`);
}
