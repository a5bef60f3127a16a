/**
 * Demergers of the shared data, by hand: what is expected is computed here from the rows as they are in the files, by
 * plain arithmetic, and not by anything of src/.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { adjustmentsOf, barsAround } from '../../src/market/adjustment.js';
import { crossSectionAsOf } from '../../src/market/crossSection.js';
import { nearestDouble } from '../../src/market/exact.js';
import type { Market } from '../../src/market/market.js';
import { loadMethod } from '../../src/method/loadMethod.js';
import { componentsOf } from '../../src/scoring/explain.js';
import type { FeatureName, PillarName } from '../../src/scoring/names.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { csv, day, iso, readFiles, removeFolders, ticker } from '../support/market/folder.js';
import { loadSectors } from '../support/market/loadSectors.js';
import { describeWithShared } from '../support/shared.js';

/** Of each demerger, the last bar before it and the first one from it on, as prices.csv has them. */
const DEMERGERS = [
  ['AARTIIND', '2022-10-19', '2022-10-18', 744.9, '2022-10-19', 650.1],
  ['ABFRL', '2025-05-22', '2025-05-21', 268.95, '2025-05-22', 98],
  ['ABREL', '2019-10-11', '2019-10-10', 882.2, '2019-10-11', 390],
  ['ITC', '2025-01-06', '2025-01-03', 481.6, '2025-01-06', 455.6],
  ['MOTHERSON', '2022-01-14', '2022-01-13', 234.8, '2022-01-14', 194.95],
  ['NIITLTD', '2023-06-22', '2023-06-07', 405.4, '2023-06-22', 93],
  ['PEL', '2022-08-30', '2022-08-29', 1926.5, '2022-08-30', 1055.05],
  ['QUESS', '2025-04-30', '2025-04-11', 604.9, '2025-04-30', 330.1],
  ['RAYMOND', '2024-07-26', '2024-07-10', 3156.1, '2024-07-26', 2129],
  ['RAYMOND', '2025-05-28', '2025-05-13', 1564.3, '2025-05-28', 643.1],
  ['RELIANCE', '2023-07-20', '2023-07-19', 2841.85, '2023-07-20', 2580],
  ['SIEMENS', '2025-04-07', '2025-04-04', 4928.15, '2025-04-07', 2450],
  ['STAR', '2024-12-20', '2024-12-05', 1485.05, '2024-12-20', 712.95],
  ['TATACHEM', '2020-03-04', '2020-03-03', 724.45, '2020-03-04', 315],
  ['TMPV', '2025-10-14', '2025-10-13', 660.75, '2025-10-14', 400],
  ['VEDL', '2026-04-30', '2026-04-29', 773.6, '2026-04-30', 289.5],
] as const;
const SYMBOLS = new Set<string>(DEMERGERS.map(([symbol]) => symbol));

/** A row of prices.csv. */
interface Row {
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Returns the lines of a gzipped file that begin with certain fields, without its header. */
async function linesOf(path: string, first: { has(field: string): boolean }): Promise<string[]> {
  const lines: string[] = [];
  const input = createReadStream(path).pipe(createGunzip());
  for await (const line of createInterface({ input })) {
    if (first.has(line.slice(0, line.indexOf(',')))) lines.push(line);
  }
  return lines;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Returns features by method §2 from bars that end at the day, and all of whose windows are full. */
function featuresOf(bars: readonly Row[]) {
  const last = bars[bars.length - 1];
  const closes = bars.map(({ close }) => close);
  const highs = bars.map(({ high }) => high);
  const steps = closes
    .slice(1)
    .map((close, k) => ({ change: close - closes[k], log: Math.log(close / closes[k]) }));
  const changes = steps.slice(-14).map(({ change }) => change);
  const gain = changes.reduce((sum, change) => sum + Math.max(0, change), 0) / 14;
  const loss = changes.reduce((sum, change) => sum + Math.max(0, -change), 0) / 14;
  const ranges = bars
    .slice(1)
    .map(({ high, low }, k) => Math.max(high, closes[k]) - Math.min(low, closes[k]));
  return {
    close: last.close,
    dma20: mean(closes.slice(-20)),
    dma50: mean(closes.slice(-50)),
    dma200: mean(closes.slice(-200)),
    rsi14: 100 - 100 / (1 + gain / (loss + 1e-8)),
    atr14: mean(ranges.slice(-14)),
    resistance_high: Math.max(...highs.slice(-21, -1)),
    ret_21d: last.close / closes[closes.length - 22] - 1,
    ret_63d: last.close / closes[closes.length - 64] - 1,
    ret_126d: last.close / closes[closes.length - 127] - 1,
    sigma20: deviation(steps.slice(-20).map(({ log }) => log)),
    sigma60: deviation(steps.slice(-60).map(({ log }) => log)),
    volume_ratio: last.volume / mean(bars.slice(-21, -1).map(({ volume }) => volume)),
  } satisfies Partial<Record<FeatureName, number>>;
}

/** Returns the points of T's components by method §5. */
function technicalsOf(of: ReturnType<typeof featuresOf>) {
  const gap = Math.max(0, of.close - Math.max(of.resistance_high, of.dma20));
  const threshold = Math.max(0.75 * of.atr14, 0.01 * of.close);
  return {
    above_200: of.close > of.dma200 ? 100 : 0,
    golden_cross: of.dma20 > of.dma50 ? 100 : 0,
    rsi: Math.min(100, Math.max(0, ((of.rsi14 - 30) / 40) * 100)),
    breakout: Math.min(100, (100 * gap) / threshold),
    volume: Math.min(100, Math.max(0, ((of.volume_ratio - 0.5) / 1.5) * 100)),
  };
}

function expectNumbers(
  found: Readonly<Record<string, number | null>>,
  expected: Readonly<Record<string, number>>,
) {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) {
    // Twelve digits: the program adds in another order.
    const error = Math.abs((found[name] ?? NaN) - value);
    expect({ name, found: found[name], isClose: error <= 1e-12 * Math.max(1, Math.abs(value)) }).toEqual({
      name,
      found: found[name],
      isClose: true,
    });
  }
}

describeWithShared('demergers', 'data/nse-additions/actions.csv', (actionsFile) => {
  const nse = join(dirname(dirname(actionsFile)), 'nse');
  const bars = new Map<string, Row[]>();
  let index: { readonly date: string; readonly close: number }[] = [];
  let market: Market;

  beforeAll(async () => {
    const tickers = new Set([...SYMBOLS].map((symbol) => `${symbol}.NS`));
    const prices = await linesOf(join(nse, 'prices.csv.gz'), tickers);
    const indices = await linesOf(join(nse, 'indices.csv.gz'), new Set(['NIFTY 50']));
    const [header, ...companies] = (await readFile(join(nse, 'companies.csv'), 'utf8')).trimEnd().split('\n');
    const facts = await readFiles(
      {
        'companies.csv': csv(header, ...companies.filter((line) => tickers.has(line.split(',')[0]))),
        'prices.csv': csv('ticker,date,open,high,low,close,volume,value', ...prices),
        'indices.csv': csv('index,date,open,high,low,close', ...indices),
        'actions.csv': await readFile(actionsFile),
        'holidays.csv': await readFile(join(nse, 'holidays.csv')),
      },
      { today: day('2026-08-31') },
    );
    expect(facts.refusals).toEqual([]);
    market = facts.market;
    for (const line of prices) {
      const [of, date, ...numbers] = line.split(',');
      const [open, high, low, close, volume] = numbers.map(Number);
      const rows = bars.get(of) ?? [];
      rows.push({ date, open, high, low, close, volume });
      bars.set(of, rows);
    }
    for (const rows of bars.values()) rows.sort((a, b) => (a.date < b.date ? -1 : 1));
    index = indices
      .map((line) => line.split(','))
      .map((fields) => ({ date: fields[1], close: Number(fields[5]) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  }, 60_000);
  afterAll(removeFolders);

  test.each(DEMERGERS)(
    '%s on %s: from the close of %s, %d, and the open of %s, %d',
    (symbol, exDate, beforeDate, close, afterDate, open) => {
      const rows = bars.get(`${symbol}.NS`) ?? [];
      const after = rows.findIndex(({ date }) => date >= exDate);
      expect([rows[after - 1], rows[after]]).toMatchObject([
        { date: beforeDate, close },
        { date: afterDate, open },
      ]);
      const of = ticker(symbol);
      const traded = market.bars.get(of);
      if (traded === undefined) throw new Error(`no bars of ${symbol}`);
      const found = adjustmentsOf(market.actions.get(of) ?? [], barsAround(traded)).find(
        ({ action }) => action.exDate === day(exDate),
      );
      expect(found).toMatchObject({ from: day(afterDate), isDerived: true });
      expect(found && nearestDouble(found.price)).toBeCloseTo(open / close, 14);
    },
  );

  // The numbers of each table were computed from the rows outside of this repository, too.
  describe.each([
    ['RELIANCE', '2023-07-20', 0.9079, [0.128522, 0.230044, 0.169454, 0.013346, 2418.502925]],
    ['TMPV', '2025-10-14', 0.6054, [-0.086705, -0.031529, 0.09778, 0.018926, 418.380143]],
    ['VEDL', '2026-04-30', 0.3742, [0.117392, 0.028612, 0.464153, 0.025635, 276.794784]],
  ] as const)('%s on %s, × %d', (symbol, exDate, factor, onExDate) => {
    /** Returns the rows up to a session, counted from the ex-date, those before the ex-date adjusted from it on. */
    function rowsUpTo(offset: number): { readonly date: string; readonly rows: readonly Row[] } {
      const rows = bars.get(`${symbol}.NS`) ?? [];
      const ex = rows.findIndex(({ date }) => date === exDate);
      const by = rows[ex].open / rows[ex - 1].close;
      const adjusted = rows.slice(0, ex + offset + 1).map((row, k) =>
        k >= ex || offset < 0
          ? row
          : {
              ...row,
              open: row.open * by,
              high: row.high * by,
              low: row.low * by,
              close: row.close * by,
            },
      );
      return { date: rows[ex + offset].date, rows: adjusted };
    }

    test('the factor', () => {
      const [before, on] = [rowsUpTo(-1), rowsUpTo(0)].map(({ rows }) => rows[rows.length - 1]);
      expect(on.open / before.close).toBeCloseTo(factor, 4);
    });

    test('returns, sigma20 and dma20 on the ex-date', () => {
      const { ret_21d, ret_63d, ret_126d, sigma20, dma20 } = featuresOf(rowsUpTo(0).rows);
      [ret_21d, ret_63d, ret_126d, sigma20, dma20].forEach((value, k) =>
        expect(value).toBeCloseTo(onExDate[k], 6),
      );
    });

    test.each([
      ['the session before', -1],
      ['the ex-date', 0],
      ['the session after', 1],
      ['ten sessions later', 10],
      ['twenty-five sessions later', 25],
    ])('features, T and the returns of R on %s', async (_, offset) => {
      const { date, rows } = rowsUpTo(offset);
      const method = await loadMethod();
      const { section } = crossSectionAsOf(market, iso(date), method, await loadSectors());
      const scored = scoreDay(section, method);
      const stock = section.tickers.indexOf(ticker(symbol));
      const features = featuresOf(rows);
      const names = Object.keys(features) as (keyof typeof features)[];
      expectNumbers(Object.fromEntries(names.map((name) => [name, section.features[name][stock]])), features);

      const components = (pillar: PillarName) => componentsOf(scored, pillar, stock);
      const points = technicalsOf(features);
      expectNumbers(Object.fromEntries(components('T').map((one) => [one.name, one.points])), points);
      const { above_200, golden_cross, rsi, breakout, volume } = points;
      const weighted = 0.2 * above_200 + 0.15 * golden_cross + 0.2 * rsi + 0.25 * breakout + 0.2 * volume;
      expectNumbers({ T: scored.pillars.T.score[stock] }, { T: weighted });

      const { ret_21d, ret_63d, ret_126d } = features;
      expectNumbers(Object.fromEntries(components('R').map(({ name, raw }) => [name, raw])), {
        ret_21d,
        ret_63d,
        ret_126d,
      });
      const at = index.findIndex((bar) => bar.date === date);
      const nifty = (sessions: number) => index[at].close / index[at - sessions].close - 1;
      expectNumbers(section.indexReturn, { ret_21d: nifty(21), ret_63d: nifty(63), ret_126d: nifty(126) });
    });
  });
});
