import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_METHOD, loadMethod } from '../../../src/method/loadMethod.js';
import { bySector, type CrossSection } from '../../../src/scoring/crossSection.js';
import { clean, type CleanSection } from '../../../src/scoring/hygiene.js';
import type { Method, MethodParameters } from '../../../src/scoring/method.js';
import {
  DATASETS,
  FEATURES,
  FUNDAMENTALS,
  OWNERSHIP,
  type Dataset,
  type FeatureName,
  type FundamentalName,
  type OwnershipName,
  type Horizon,
  type IsoDate,
  type Ticker,
} from '../../../src/scoring/names.js';

/** The shipped methods. */
export const V11 = await loadMethod(DEFAULT_METHOD);
export const V10 = await loadMethod(
  fileURLToPath(new URL('../../../config/method-1.0.yaml', import.meta.url)),
);
export const V20 = await loadMethod(
  fileURLToPath(new URL('../../../config/method-2.0.yaml', import.meta.url)),
);
/** The default one, and the one that it is compared with. */
export const METHODS: [string, Method][] = [
  [V11.name, V11],
  [V10.name, V10],
];

/** A method with some parameters replaced. */
export const having = (method: Method, parameters: Partial<MethodParameters>): Method => ({
  ...method,
  parameters: { ...method.parameters, ...parameters },
});

type EventName = 'meeting' | 'meetingSide' | 'auditor' | 'board';
type NumberName = FeatureName | FundamentalName | OwnershipName | EventName | `age_${Dataset}`;
type Numbers = Readonly<Record<NumberName, number | null>>;

/** One stock; what is left out is PLAIN's, null is null. */
export type Row = {
  readonly ticker?: string;
  readonly sector?: string;
  readonly secondary?: readonly Dataset[];
} & Partial<Numbers>;

/** A stock with full coverage, fresh primary data and nothing against it, in a group with default weights. */
export const PLAIN: Numbers = {
  ...{ close: 100, volume: 1e6, dma20: 100, dma50: 100, dma200: 100, rsi14: 50, atr14: 2 },
  ...{ macd_line: 0, macd_signal: 0, resistance_high: 110, lo20: 90, hi52w: 120, lo52w: 80 },
  ...{ ret_21d: 0, ret_63d: 0, ret_126d: 0, ret_63_21d: 0, ret_126_21d: 0, sigma20: 0.02, sigma60: 0.02 },
  ...{ median_traded_value_cr: 10, volume_ratio: 1 },
  ...{ roe_3y: 0.15, roce_3y: 0.15, eps_cagr_3y: 0.1, sales_cagr_3y: 0.1, pe: 20, ev_ebitda: 12 },
  ...{ opm_stdev_12q: 0.02, roa_3y: 0.01, gnpa_pct: 2, pcr_pct: 70, nim_3y: 3 },
  ...{ promoter_hold_pct: 0.5, promoter_pledge_frac: 0, fii_dii_delta_pp: 0 },
  ...{ meeting: null, meetingSide: null, auditor: null, board: null },
  ...{ age_prices: 0, age_fundamentals: 0, age_ownership: 0 },
};
const PLAIN_SECTOR = 'energy';

/** Every number that a pillar could be computed from is null. */
export const NOTHING: Row = Object.fromEntries(
  [...FEATURES, ...FUNDAMENTALS, ...OWNERSHIP].map((name) => [name, null]),
);

export const NO_INDEX: Readonly<Record<Horizon, number>> = { ret_21d: NaN, ret_63d: NaN, ret_126d: NaN };

/** Rows with a name of their own each, in the order in which a cross-section has them. */
const named = (rows: readonly Row[]) =>
  rows
    .map((row, k) => ({ ...row, ticker: row.ticker ?? `S${String(k).padStart(2, '0')}.NS` }))
    .sort((a, b) => (a.ticker < b.ticker ? -1 : 1));

/** A cross-section from rows. Stocks without a ticker are S00.NS, S01.NS, …, so that they keep their order. */
export function sectionOf(rows: readonly Row[], indexReturn = NO_INDEX): CrossSection {
  const stocks = named(rows);
  const sectors = [...new Set(stocks.map(({ sector }) => sector ?? PLAIN_SECTOR))].sort();
  const column = (name: NumberName) =>
    Float64Array.from(stocks, (row) => {
      const value = row[name];
      return (value === undefined ? PLAIN[name] : value) ?? NaN;
    });
  const columns = <Name extends NumberName>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, column(name)])) as Record<Name, Float64Array>;
  const perDataset = (of: (dataset: Dataset) => Float64Array) =>
    Object.fromEntries(DATASETS.map((dataset) => [dataset, of(dataset)])) as Record<Dataset, Float64Array>;
  const age = perDataset((dataset) => column(`age_${dataset}`));
  return {
    date: '2024-10-08' as IsoDate,
    day: 20_004,
    tickers: stocks.map(({ ticker }) => ticker as Ticker),
    sectors,
    sectorOf: Int32Array.from(stocks, ({ sector }) => sectors.indexOf(sector ?? PLAIN_SECTOR)),
    features: columns(FEATURES),
    fundamentals: columns(FUNDAMENTALS),
    ownership: columns(OWNERSHIP),
    events: columns(['meeting', 'auditor', 'board']),
    meetingSide: column('meetingSide'),
    age,
    secondary: perDataset((dataset) =>
      age[dataset].map((days, i) =>
        Number.isNaN(days) ? NaN : stocks[i].secondary?.includes(dataset) ? 1 : 0,
      ),
    ),
    indexReturn,
  };
}

/** A cross-section after hygiene. */
export const cleanOf = (section: CrossSection, method: Method): CleanSection =>
  clean(section, bySector(section.sectorOf, section.sectors.length), method);

const textOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Every number of a value to its last bit, with NaN and -0 told apart. */
export const bytesOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (ArrayBuffer.isView(inner)) return Array.from(inner as Float64Array, textOf);
    return typeof inner === 'number' ? textOf(inner) : inner;
  });

/** Where a value holds -0: `score.3`. */
export function negativeZeros(value: unknown, path: readonly string[] = []): string[] {
  if (Object.is(value, -0)) return [path.join('.')];
  if (ArrayBuffer.isView(value) && !(value as Float64Array).some((inner) => Object.is(inner, -0))) return [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => negativeZeros(inner, [...path, key]));
}

/** Equal to 9 decimals, NaN to NaN. */
export function expectClose(numbers: ArrayLike<number>, expected: readonly number[]): void {
  expect(numbers).toHaveLength(expected.length);
  expected.forEach((number, i) =>
    Number.isNaN(number) ? expect(numbers[i]).toBeNaN() : expect(numbers[i]).toBeCloseTo(number, 9),
  );
}

/** Runs of a property; the seed makes a failure come back. */
export const RUNS = { numRuns: 60, seed: 20_241_008 };

const SECTORS = [
  ...['banks', 'psu_banks', 'nbfcs', 'it', 'fmcg', 'pharma'],
  ...['metals', 'energy', 'auto_caps', 'diversified', 'cement'],
];

type Kind = 'price' | 'ratio' | 'fraction' | 'sigma' | 'amount' | 'rsi' | 'days' | 'sessions';
const KINDS: Readonly<Record<Kind, { min: number; max: number; common: readonly number[] }>> = {
  price: { min: 0.05, max: 1e5, common: [100, 101, 110] },
  ratio: { min: -1e9, max: 1e9, common: [0, 0.1, 0.15, -0.25, 20] },
  fraction: { min: 0, max: 1, common: [0, 0.05, 0.1, 0.2, 0.25, 1] },
  sigma: { min: 0, max: 3, common: [0, 1e-8, 0.01, 0.02, 0.2] },
  amount: { min: 0, max: 1e9, common: [0, 0.5, 2, 3, 5] },
  rsi: { min: 0, max: 100, common: [0, 30, 50, 70, 100] },
  days: { min: 0, max: 600, common: [0, 2, 3, 365, 366] },
  sessions: { min: 0, max: 9, common: [0, 1] },
};
const PRICES = ['close', 'dma20', 'dma50', 'dma200', 'resistance_high', 'lo20', 'hi52w', 'lo52w'];

function kindOf(name: string): Kind {
  if (PRICES.includes(name)) return 'price';
  if (name.startsWith('sigma')) return 'sigma';
  if (name.startsWith('promoter_')) return 'fraction';
  if (['volume', 'volume_ratio', 'median_traded_value_cr', 'atr14'].includes(name)) return 'amount';
  if (name === 'rsi14') return 'rsi';
  if (name === 'age_prices') return 'sessions';
  return ['meeting', 'auditor', 'board'].includes(name) || name.startsWith('age_') ? 'days' : 'ratio';
}

/** A value: common ones for ties, everyday ones, extreme ones. Returns stay above -1; no -0 comes in. */
function values(name: string, nulls: number): fc.Arbitrary<number | null> {
  const { min, max, common } = KINDS[kindOf(name)];
  const least = name.startsWith('ret_') ? -0.99 : min;
  const most = name.startsWith('ret_') ? 1e3 : max;
  const everyday = fc
    .integer({ min: 0, max: 1000 })
    .map((k) => (least < 0 ? k / 500 - 0.99 : least + (k / 1000) * Math.min(1, most - least)));
  return fc.oneof(
    { weight: nulls, arbitrary: fc.constant(null) },
    { weight: 4, arbitrary: fc.constantFrom(...common) },
    { weight: 6, arbitrary: everyday },
    { weight: 1, arbitrary: fc.double({ min: least, max: most, noNaN: true }).map((value) => value + 0) },
  );
}

const rowWith = (nulls: number) =>
  fc.record({
    ...(Object.fromEntries(Object.keys(PLAIN).map((name) => [name, values(name, nulls)])) as Record<
      NumberName,
      fc.Arbitrary<number | null>
    >),
    pick: fc.nat(SECTORS.length - 1),
    secondary: fc.subarray([...DATASETS]),
  });
const rowsWith = (nulls: number) => fc.array(rowWith(nulls), { minLength: 1, maxLength: 60, size: 'max' });

/** 1 to 60 stocks of 1 to 6 sector groups: none, some or most values null, many ties, some extremes. */
export const randomRows: fc.Arbitrary<Row[]> = fc
  .tuple(fc.shuffledSubarray(SECTORS, { minLength: 1, maxLength: 6 }), fc.oneof(...[0, 2, 20].map(rowsWith)))
  .map(([sectors, rows]) =>
    rows.map(({ pick, ...row }) => ({ ...row, sector: sectors[pick % sectors.length] })),
  );

const returns = values('ret_21d', 1).map((value) => value ?? NaN);
export const randomIndex = fc.record({ ret_21d: returns, ret_63d: returns, ret_126d: returns });

export const randomSections: fc.Arbitrary<CrossSection> = fc
  .tuple(randomRows, randomIndex)
  .map(([rows, index]) => sectionOf(rows, index));

/** The same stocks under two sets of tickers, so that they stand in another order: stock i is `moved[i]` there. */
export interface Permuted {
  readonly section: CrossSection;
  readonly permuted: CrossSection;
  readonly moved: readonly number[];
}

export const permutedSections: fc.Arbitrary<Permuted> = fc
  .tuple(randomRows, randomIndex)
  .chain(([rows, index]) =>
    fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }).map((moved) => ({
      section: sectionOf(rows, index),
      permuted: sectionOf(
        rows.map((row, i) => ({ ...row, ticker: `S${String(moved[i]).padStart(2, '0')}.NS` })),
        index,
      ),
      moved,
    })),
  );
