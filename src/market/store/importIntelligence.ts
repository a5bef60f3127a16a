import { withLock } from '../../database/transaction.js';
import type { Connections } from '../../database/writers.js';
import type { Day } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { intelligence } from '../datasets/intelligence.js';
import type { IntelligenceItem } from '../facts.js';
import { Columns, type ImportContext } from '../imports/columns.js';
import { DEFAULT_LIMITS } from '../imports/importLimits.js';
import { readRow } from '../imports/readFile.js';
import type { Refusal } from '../imports/refusal.js';
import { knownMarket } from './knownMarket.js';
import { recordBatch, type RecordedBy } from './recordBatch.js';
import { recordIntelligence } from './recordIntelligence.js';

/** The source of batches that clients record. Who recorded such a batch is told of its items. */
export const RECORDED = 'recordIntelligence';

/** A row of intelligence.csv as a client gives it, not checked yet: texts by their columns. */
export type GivenItem = Readonly<Partial<Record<string, string>>>;

export interface IntelligenceOptions {
  /** The day of import in India. */
  readonly today: Day;
  /** Who records it, for the audit. */
  readonly by: RecordedBy;
}

const NAMES = [...intelligence.required, ...intelligence.optional];

/**
 * Records one item as a batch, by the rules of a row of intelligence.csv.
 *
 * @returns what the item is stored by
 * @throws UserError where the row is refused; nothing is stored then
 */
export async function importIntelligence(
  pool: Connections,
  given: GivenItem,
  { today, by }: IntelligenceOptions,
): Promise<string> {
  return withLock(pool, 'facts', async (client) => {
    const known = await knownMarket(client);
    const context: ImportContext = { ...known, today, defaultSource: 'PRIMARY', limits: DEFAULT_LIMITS };
    const read = { file: RECORDED, facts: [readItem(given, context)], lines: [0] };
    let items: readonly string[] = [];
    const batch = { dataset: intelligence.name, source: RECORDED, format: 'GRAPHQL', rows: 1, refusals: [] };
    const record = async (number: number) => {
      const recorded = await recordIntelligence(client, read, number, today);
      items = recorded.items;
      return recorded;
    };
    await recordBatch(client, batch, record, undefined, by);
    return items[0];
  });
}

function readItem(given: GivenItem, context: ImportContext): IntelligenceItem {
  const columns = new Columns(RECORDED, NAMES, intelligence.required, intelligence.optional, context);
  const fields = NAMES.map((name) => given[name] ?? '');
  const read: IntelligenceItem[] = [];
  const sink = { row: (row: IntelligenceItem) => void read.push(row), refused: refuse };
  readRow(RECORDED, intelligence.reader(columns), NAMES.length, fields, 0, sink);
  return read[0];
}

function refuse({ column, value, reason }: Refusal): never {
  const expected = `${reason[0].toUpperCase()}${reason.slice(1)}`;
  throw new UserError(`${expected}; got "${value}" as ${column}. Nothing was recorded.`);
}
