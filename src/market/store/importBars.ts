import { withLock } from '../../database/transaction.js';
import type { Connections } from '../../database/writers.js';
import type { Day } from '../../scoring/names.js';
import { prices } from '../datasets/prices.js';
import { Columns, type ImportContext } from '../imports/columns.js';
import { DEFAULT_LIMITS } from '../imports/importLimits.js';
import { PriceRows } from '../imports/prices.js';
import { readRow } from '../imports/readFile.js';
import { knownMarket } from './knownMarket.js';
import { keepBasis } from './marketKind.js';
import {
  BY_IMPORT,
  recordBatch,
  type ImportedFile,
  type OnRecorded,
  type RecordedBy,
} from './recordBatch.js';
import { recordPrices } from './recordPrices.js';
import { stockIds } from './stockIds.js';

/** A row of prices as a client gives it, not checked yet. */
export interface GivenBar {
  readonly ticker: string;
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly value: number | null;
}

export interface BarsOptions {
  /** The day of import in India. */
  readonly today: Day;
  /** The origin of the rows, for batches and refusals; `recordBars` where it is not given. */
  readonly source?: string;
  /** Called in the same transaction if the rows touch scores. */
  readonly onRecorded?: OnRecorded | undefined;
  /** Who records them, for the audit; an import by default. */
  readonly by?: RecordedBy;
}

const NAMES = [...prices.required, 'value'];

/**
 * Records rows of prices as one batch, by the rules of a file of prices: of the primary source, and as the store has
 * its prices (as traded, or adjusted).
 *
 * @returns what became of the rows; the lines of refusals are places among `given`, from 0
 */
export async function importBars(
  pool: Connections,
  given: readonly GivenBar[],
  { today, source = 'recordBars', onRecorded, by = BY_IMPORT }: BarsOptions,
): Promise<ImportedFile> {
  return withLock(pool, 'facts', async (client) => {
    const context: ImportContext = {
      ...(await knownMarket(client)),
      today,
      defaultSource: 'PRIMARY',
      limits: DEFAULT_LIMITS,
    };
    const reader = prices.reader(new Columns(source, NAMES, prices.required, prices.optional, context));
    const taken = new PriceRows(source, context, 'rows');
    given.forEach((bar, place) => readRow(source, reader, NAMES.length, fieldsOf(bar), place, taken));
    const read = { file: source, ...taken.finish() };
    const counts = { rows: given.length, refusals: read.refusals };
    const rows = { dataset: prices.name, source, format: 'GRAPHQL', ...counts };
    const record = async (batch: number) => {
      if (read.bars.size > 0) await keepBasis(client, false);
      return recordPrices(client, read, await stockIds(client), batch);
    };
    return recordBatch(client, rows, record, onRecorded, by);
  });
}

/** Returns the fields of a row in the order of NAMES, as they would stand in a file, which has no zero bytes. */
function fieldsOf({ ticker, date, open, high, low, close, volume, value }: GivenBar): string[] {
  return [ticker, date, open, high, low, close, volume, value ?? ''].map((field) =>
    String(field).replaceAll('\0', '\uFFFD'),
  );
}
