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
import { median } from '../harness/statistics.js';
import type { BenchStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';

const PARTS = ['the book', 'the day of the market', 'all columns and medians'] as const;
const DAYS = isTiny ? 2 : 10;
/** More than all of these days have together. */
const MOST_ROWS = 1_000_000;

/** Tells the memory of days of which everything is kept: the book, the market, and all numbers with their medians. */
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
  /** What each part of the days grew by, and how long it took to read or compute it. */
  const parts = new Map(PARTS.map((name) => [name, { bytes: 0, times: [] as number[] }]));
  let facts = 0;
  let stocks = 0;
  for (const [k, { run }] of rows.entries()) {
    const measured = async <Result>(name: (typeof PARTS)[number], make: () => Promise<Result>) => {
      const before = held();
      const start = performance.now();
      const made = await make();
      const took = performance.now() - start;
      const bytes = held() - before;
      const part = parts.get(name);
      // The first day reads the figures of all companies, which are kept once for all days.
      if (k === 0 && name === 'the day of the market') facts = bytes;
      else if (k > 0 && part !== undefined) {
        part.bytes += bytes;
        part.times.push(took);
      }
      return made;
    };
    const [book] = await measured('the book', () =>
      loadDayBooks(database, [{ runId: run, mode: 'INVESTOR' }]),
    );
    if (book === null) throw new Error(`Expected scores of run ${run}, got none.`);
    const { batch } = snapshot;
    const market = await measured('the day of the market', () =>
      Promise.resolve(days.of({ day: book.day, batch })),
    );
    const list = new StockList(book, {
      snapshot,
      method,
      batch,
      market,
      riskRun: null,
      risks: null,
      includesAll: false,
    });
    await measured('all columns and medians', async () => {
      for (const field of STOCK_FIELDS) {
        list.column(field);
        list.mediansByRow(field);
      }
    });
    kept.push(list);
    if (k > 0) stocks += book.rows.length;
  }
  // The least that a number and its median can take.
  const least = 16 * STOCK_FIELDS.length;
  const line = (name: string, bytes: number, ms: string) => [
    name,
    ms,
    digits(bytes / DAYS / 1e6),
    digits(Math.round(bytes / stocks)),
    ratio(bytes / stocks, least),
  ];
  const whole = [...parts.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  printTable(
    [
      `${DAYS} kept days`,
      ...['ms a day', 'MB a day', 'bytes a stock'],
      `÷ 16 bytes for each of ${STOCK_FIELDS.length} numbers`,
    ],
    [
      ...[...parts].map(([name, { bytes, times }]) => line(name, bytes, digits(median(times)))),
      line('together', whole, ''),
    ],
  );
  print(`With the first day, the figures of all companies are kept: ${digits(facts / 1e6)} MB.`);
  // They are needed up to here, so that nothing is collected before.
  print(`Stocks of the days: ${digits(kept.reduce((sum, list) => sum + list.rows.length, 0))}.\n`);
  await database.close();
}
