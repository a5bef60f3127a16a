import type { Condition } from '../../src/books/condition.js';
import type { BookRow } from '../../src/books/dayBook.js';
import { MarketDay, type MarketRow } from '../../src/books/marketDay.js';
import { StockList } from '../../src/books/stockList.js';
import { stockPage } from '../../src/books/stockPage.js';
import { dayOf } from '../../src/market/day.js';
import { FEATURES, FUNDAMENTALS, type FeatureName } from '../../src/scoring/names.js';
import { bookOf, DAY, listed, row } from '../../test/support/days/book.js';
import { Random } from '../../test/support/synthetic/random.js';
import { interleaved, type Timing } from '../harness/measure.js';
import { digits, goal, milliseconds, printTable, ratio, span } from '../harness/report.js';
import { isTiny } from '../harness/tiny.js';

const STOCKS = isTiny ? 200 : 2_000;
const SECTORS = 25;
const GOAL_MS = 5;

const WHERE: readonly Condition[] = [
  { field: 'SCORE', is: 'AT_LEAST', value: 45 },
  { field: 'CLOSE', is: 'ABOVE', than: 'DMA200' },
  { field: 'PE', is: 'AT_MOST', thanSectorMedian: true, factor: 1.2 },
  { field: 'RETURN_126D', is: 'ABOVE', value: 0 },
  { field: 'MARKET_CAP_CR', is: 'AT_LEAST', value: 1_000 },
];
const ORDER = { field: 'RETURN_63D', direction: 'DESC' } as const;
const REQUEST = { filter: { where: WHERE }, orderBy: ORDER, first: 50 };

/** A stock as an object, as a program without columns has it. */
interface Plain {
  readonly ticker: string;
  readonly sector: string;
  readonly score: number;
  readonly close: number;
  readonly dma200: number;
  readonly pe: number;
  readonly return63d: number;
  readonly return126d: number;
  readonly marketCapCr: number;
}

/** Screens a day of 2,000 stocks by five conditions and an order, against `filter` and `sort` over objects. */
export function inMemory(): void {
  const plain = plainStocks();
  const list = listOfPlain(plain);
  const medians = mediansOf(plain);
  const ours = stockPage(list, REQUEST);
  const theirs = screenPlain(plain, medians);
  if (
    ours.items.map((item) => item.row.ticker).join() !==
    theirs
      .slice(0, 50)
      .map(({ ticker }) => ticker)
      .join()
  ) {
    throw new Error('Expected the same stocks from the screen and from plain objects. Nothing was timed.');
  }
  const first = 'ours, first screen of a day: columns, medians and the order';
  const plainFirst = 'plain, medians included';
  const [hot, plainHot] = ['ours, columns kept', 'plain, medians given'];
  const timingOf = interleaved([
    { name: hot, run: () => stockPage(list, REQUEST) },
    { name: plainHot, run: () => screenPlain(plain, medians) },
    { name: first, run: () => stockPage(new StockList(list.book, list.sources), REQUEST) },
    { name: plainFirst, run: () => screenPlain(plain, mediansOf(plain)) },
  ]);
  const line = (name: string, against: Timing) => {
    const timing = timingOf(name);
    const met = name === hot ? goal(`≤ ${GOAL_MS} ms`, timing.median <= GOAL_MS) : '';
    return [name, milliseconds(timing), span(timing), ratio(against.median, timing.median), met];
  };
  const head = `${digits(STOCKS)} stocks, five conditions, ${digits(theirs.length)} match`;
  printTable(
    [head, 'ms', 'min–max', 'plain objects ÷ this', 'goal'],
    [
      line(hot, timingOf(plainHot)),
      line(plainHot, timingOf(plainHot)),
      line(first, timingOf(plainFirst)),
      line(plainFirst, timingOf(plainFirst)),
    ],
  );
}

function plainStocks(): readonly Plain[] {
  const random = new Random(15);
  return Array.from({ length: STOCKS }, (_, k) => {
    const close = random.between(10, 4_000);
    return {
      ...{ ticker: `S${String(k).padStart(5, '0')}.NS`, sector: `sector${random.below(SECTORS)}` },
      ...{ score: Math.round(random.between(0, 10_000)) / 100, close },
      ...{ dma200: close * random.between(0.7, 1.3), pe: random.chance(0.8) ? random.between(3, 90) : NaN },
      ...{ return63d: random.normal() / 8, return126d: random.normal() / 5 },
      marketCapCr: 10 ** random.between(1, 6),
    };
  });
}

function listOfPlain(stocks: readonly Plain[]): StockList {
  const rows: readonly BookRow[] = stocks.map(({ ticker, sector, score }) =>
    row(ticker.replace(/\.NS$/, ''), { sector, value: score }),
  );
  const known = new Map(rows.map(({ ticker }, k) => [ticker, marketRow(stocks[k])]));
  const market = new MarketDay({ day: DAY, batch: 3 }, known, 0);
  return listed(bookOf(...rows), { market });
}

function marketRow({ close, dma200, pe, return63d, return126d, marketCapCr }: Plain): MarketRow {
  const given: Partial<Record<FeatureName, number>> = {
    close,
    dma200,
    ret_63d: return63d,
    ret_126d: return126d,
  };
  const values = { ...Object.fromEntries(FUNDAMENTALS.map((name) => [name, NaN])), pe };
  const day = dayOf(DAY);
  return {
    traded: {
      ...{ features: Float64Array.from(FEATURES, (name) => given[name] ?? NaN), barAge: 0, barDay: day },
      change: NaN,
    },
    fundamentals: {
      ...{ periodEnd: day, publishedOn: day, source: 'PRIMARY' },
      values: values as Readonly<Record<(typeof FUNDAMENTALS)[number], number>>,
    },
    shareholding: null,
    yields: { earningsYield: NaN, bookYield: NaN, assetGrowth: NaN },
    marketCapCr,
  };
}

function mediansOf(stocks: readonly Plain[]): ReadonlyMap<string, number> {
  const known = new Map<string, number[]>();
  for (const { sector, pe } of stocks) {
    if (!Number.isNaN(pe)) known.set(sector, [...(known.get(sector) ?? []), pe]);
  }
  return new Map(
    [...known].map(([sector, values]) => {
      values.sort((a, b) => a - b);
      const half = values.length >> 1;
      return [sector, values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2];
    }),
  );
}

function screenPlain(stocks: readonly Plain[], medians: ReadonlyMap<string, number>): readonly Plain[] {
  return stocks
    .filter(
      ({ score, close, dma200, pe, sector, return126d, marketCapCr }) =>
        score >= 45 &&
        close > dma200 &&
        pe <= 1.2 * (medians.get(sector) ?? NaN) &&
        return126d > 0 &&
        marketCapCr >= 1_000,
    )
    .sort((a, b) => b.return63d - a.return63d || (a.ticker < b.ticker ? -1 : 1));
}
