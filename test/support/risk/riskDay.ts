import { observationsAt } from '../../../src/risk/observationsAt.js';
import { dayOf, isoOf } from '../../../src/market/day.js';
import { loadRiskMethod } from '../../../src/method/loadRiskMethod.js';
import { assessDay } from '../../../src/risk/assessDay.js';
import type { RiskObservation } from '../../../src/risk/assessment.js';
import type { DayRisks } from '../../../src/risk/dayRisks.js';
import type { RiskInputs, RiskStock } from '../../../src/risk/riskInputs.js';
import type { RiskMethod } from '../../../src/risk/riskMethod.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

export const riskMethod = await loadRiskMethod();

const FIRST_DAY = dayOf('2024-01-01');
/** The date of a session: every day is one. */
export const dateOf = (ordinal: number): IsoDate => isoOf(FIRST_DAY + ordinal);

/** What a test says of a stock; the rest is absent. */
export interface StockOptions {
  readonly ticker?: string;
  /** In ₹, the oldest first. */
  readonly closes?: readonly number[];
  /** Ordinals of the sessions of the closes; absent: 0, 1, 2 … */
  readonly at?: readonly number[];
  /** Ordinals of ex-dates. */
  readonly exAt?: readonly number[];
  /** In ₹ crore; absent: 0. */
  readonly crores?: readonly number[];
  readonly features?: Partial<RiskStock['features']>;
  readonly size?: RiskStock['size'];
}

const NO_FEATURES = { close: NaN, hi52w: NaN, lo52w: NaN, dma50: NaN, dma200: NaN };

export function riskStock(options: StockOptions): RiskStock {
  const { closes = [], crores, exAt = [] } = options;
  const length = Math.max(closes.length, crores?.length ?? 0);
  const session = Int32Array.from({ length }, (_, k) => options.at?.[k] ?? k);
  const hasAction = new Uint8Array(length);
  for (const ex of exAt) {
    const bar = session.findIndex((on) => on >= ex);
    if (bar > 0) hasAction[bar] = 1;
  }
  return {
    ticker: (options.ticker ?? 'AAA.NS') as Ticker,
    bars: {
      close: Float64Array.from({ length }, (_, k) => closes[k] ?? 100),
      tradedValue: Float64Array.from({ length }, (_, k) => (crores?.[k] ?? 0) * 1e7),
      ...{ session, hasAction },
    },
    last: length - 1,
    features: { ...NO_FEATURES, ...options.features },
    size: options.size ?? { crore: NaN, source: 'no market capitalisation' },
  };
}

/** A day with these stocks. */
export function riskInputs(
  stocks: readonly RiskStock[],
  options: { readonly today?: number; readonly indexClose?: readonly number[] } = {},
): RiskInputs {
  const newest = stocks.map(({ bars, last }) => bars.session[last] ?? 0);
  const today = options.today ?? Math.max(0, ...newest);
  return {
    ...{ date: dateOf(today), day: FIRST_DAY + today, today, stocks, dateOf },
    indexClose: Float64Array.from(options.indexClose ?? new Array<number>(today + 1).fill(NaN)),
  };
}

/** What a day's columns say was observed of the parts of stock i. */
export const observationsOf = (risks: DayRisks, i = 0): readonly RiskObservation[] =>
  observationsAt(risks, i);

/** Assesses a day of one stock. */
export const assessOne = (
  stock: RiskStock,
  options: Parameters<typeof riskInputs>[1] = {},
  method: RiskMethod = riskMethod,
): DayRisks => assessDay(riskInputs([stock], options), method);
