import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadDayBooks } from '../../src/books/dayBook.js';
import { MarketDays } from '../../src/books/marketDays.js';
import { readSnapshot } from '../../src/books/snapshot.js';
import { STOCK_FIELDS } from '../../src/books/stockFields.js';
import { StockList } from '../../src/books/stockList.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { method } from '../harness/ours.js';
import { digits, print, printTable, ratio } from '../harness/report.js';
import type { BenchStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';

const DAYS = isTiny ? 2 : 10;
/** More than all of these days have together. */
const MOST_ROWS = 1_000_000;

/** Tells the memory of days of which everything is kept: the book, the market, and a column for every number. */
export async function keptDays({ url }: Pick<BenchStore, 'url'>): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    // A collection runs finalizers, and the next one collects what they released.
    for (let k = 0; k < 3; k++) collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const database = await openDatabase({ url, home: '/' });
  const snapshot = await readSnapshot(database, null);
  const days = new MarketDays(database, { maxRows: MOST_ROWS });
  const { rows } = await database.pool.query<{ readonly day: string; readonly run: number }>(
    `SELECT day, run_id AS run FROM served_days WHERE mode = 'INVESTOR' ORDER BY day DESC LIMIT $1`,
    [DAYS + 1],
  );
  const kept: StockList[] = [];
  const grown = { facts: 0, book: 0, market: 0, columns: 0 };
  let stocks = 0;
  for (const [k, { run }] of rows.entries()) {
    const empty = held();
    const [book] = await loadDayBooks(database, [{ runId: run, mode: 'INVESTOR' }]);
    if (book === null) throw new Error(`Expected scores of run ${run}, got none.`);
    const withBook = held();
    const { batch } = snapshot;
    const market = await days.of({ day: book.day, batch });
    const withMarket = held();
    const list = new StockList(book, { snapshot, method, batch, market, includesAll: false });
    for (const field of STOCK_FIELDS) {
      list.column(field);
      list.medians(field);
    }
    kept.push(list);
    const withColumns = held();
    // The first day reads the figures of all companies, which are kept once for all days.
    if (k === 0) grown.facts = withMarket - withBook;
    else {
      grown.book += withBook - empty;
      grown.market += withMarket - withBook;
      grown.columns += withColumns - withMarket;
      stocks += book.rows.length;
    }
  }
  const perStock = (bytes: number): string => digits(Math.round(bytes / stocks));
  const perDay = (bytes: number): string => digits(bytes / DAYS / 1e6);
  // The least that a number can take.
  const least = 8 * STOCK_FIELDS.length;
  const line = (name: string, bytes: number) => [
    name,
    perDay(bytes),
    perStock(bytes),
    ratio(bytes / stocks, least),
  ];
  const { facts, book, market, columns } = grown;
  printTable(
    [
      `${DAYS} kept days`,
      'MB a day',
      'bytes a stock',
      `÷ 8 bytes for each of ${STOCK_FIELDS.length} numbers`,
    ],
    [
      line('the book', book),
      line('the day of the market', market),
      line('all columns and medians', columns),
      line('together', book + market + columns),
    ],
  );
  print(`With the first day, the figures of all companies are kept: ${digits(facts / 1e6)} MB.`);
  // They are needed up to here, so that nothing is collected before.
  print(`Stocks of the days: ${digits(kept.reduce((sum, list) => sum + list.rows.length, 0))}.\n`);
  await database.close();
}
