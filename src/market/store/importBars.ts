import type pg from 'pg';
import { withLock } from '../../database/transaction.js';
import type { Day } from '../../scoring/names.js';
import { Columns } from '../imports/columns.js';
import { PRICE_COLUMNS, PriceRows, priceRowReader } from '../imports/prices.js';
import { RowRefused } from '../imports/refusal.js';
import { importContext } from './importContext.js';
import { keepBasis } from './marketKind.js';
import { recordBatch, type ImportedFile, type OnRecorded } from './recordBatch.js';
import { recordPrices } from './recordPrices.js';
import { stockIds } from './stockIds.js';

/** A row of prices as somebody gives it, not checked yet. */
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

/** Under which name its batches stand among the files. */
const FILE = 'recordBars';
const NAMES = [...PRICE_COLUMNS.required, ...PRICE_COLUMNS.optional];

/**
 * Takes in rows of prices as a file of them would be: by the same rules, as one batch, of the primary source, and as
 * the store has its prices (as traded, or adjusted). What is refused is counted from 0.
 *
 * @param today the day of import in India
 * @param onRecorded called in the same transaction if the rows touch scores
 */
export async function importBars(
  pool: pg.Pool,
  given: readonly GivenBar[],
  { today, onRecorded }: { readonly today: Day; readonly onRecorded?: OnRecorded },
): Promise<ImportedFile> {
  return withLock(pool, 'facts', async (client) => {
    const ids = await stockIds(client);
    const context = await importContext(client, ids, { today });
    const read = priceRowReader(
      new Columns(FILE, NAMES, PRICE_COLUMNS.required, PRICE_COLUMNS.optional, context),
    );
    const prices = new PriceRows(FILE, context.defaultSource, 'rows');
    for (const [line, row] of given.entries()) {
      try {
        prices.take(read(fieldsOf(row)), line);
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error;
        const { column, value, rule, reason } = error;
        prices.refuse({ file: FILE, line, column, value, rule, reason });
      }
    }
    const { bars, refusals } = prices.finish();
    const file = { file: FILE, rows: given.length, refusals };
    const record = async (batch: number) => {
      if (bars.size > 0) await keepBasis(client, false);
      return recordPrices(client, bars, ids, batch);
    };
    return recordBatch(client, file, record, onRecorded);
  });
}

/** In the order of NAMES, as they would stand in a file, which has no zero bytes. */
function fieldsOf({ ticker, date, open, high, low, close, volume, value }: GivenBar): string[] {
  return [ticker, date, open, high, low, close, volume, value ?? ''].map((field) =>
    String(field).replaceAll('\0', '\uFFFD'),
  );
}
