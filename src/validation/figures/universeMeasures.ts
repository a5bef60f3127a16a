import { BANDS, GUARDRAILS, PENALTIES } from '../../scoring/names.js';
import { BENCHMARKS, FORWARD_HORIZONS, SCORE_FIGURES, type ValidationUniverse } from './names.js';
import type { Spell } from './spell.js';

const HORIZONS = FORWARD_HORIZONS.length;
export const DECILES = 10;
/** Sessions between two scores whose order, or whose bands, are compared. */
export const LAGS = [1, 5, 20] as const;

/** Stock-sessions whose excess returns are pooled, by the number of their column. */
export const POOLS = {
  all: 0,
  band: 1,
  bandOverIndex: 1 + BANDS.length,
  fired: 1 + 2 * BANDS.length,
  moved: 1 + 2 * BANDS.length + GUARDRAILS.length,
  penalised: 1 + 2 * BANDS.length + 2 * GUARDRAILS.length,
  cappedBuys: 1 + 2 * BANDS.length + 2 * GUARDRAILS.length + PENALTIES.length,
  keptBuys: 2 + 2 * BANDS.length + 2 * GUARDRAILS.length + PENALTIES.length,
} as const;
const POOL_COUNT = POOLS.keptBuys + 1;

/** Columns of one value a session, next to each other. */
export class Columns {
  readonly values: Float64Array;
  readonly sessions: number;

  /** @param initial NaN, or 0 for sums and counts */
  constructor(columns: number, sessions: number, initial: number) {
    this.values = new Float64Array(columns * sessions).fill(initial);
    this.sessions = sessions;
  }

  set(column: number, session: number, value: number): void {
    this.values[column * this.sessions + session] = value;
  }

  add(column: number, session: number, value: number): void {
    this.values[column * this.sessions + session] += value;
  }

  /** Returns the values of the sessions [start, end); they share memory with the column. */
  of(column: number, start: number, end: number): Float64Array {
    return this.values.subarray(column * this.sessions + start, column * this.sessions + end);
  }
}

/**
 * What is measured of each session among the stocks of one universe. The figures of any window are made from it. 1,700
 * sessions take 12 MB.
 */
export interface UniverseMeasures {
  readonly universe: ValidationUniverse;
  /** By `orderColumn`. */
  readonly ics: Columns;
  readonly neutral: Columns;
  /** Mean excess, by `orderColumn` × DECILES + decile. */
  readonly deciles: Columns;
  /** ICs of VALUE within a sector group: its index × horizons + horizon. */
  readonly sectorIcs: Columns;
  /** By `benchmarkColumn`: of the benchmark, and of VALUE among the same stocks. */
  readonly benchmarkIcs: Columns;
  readonly comparedIcs: Columns;
  /** By `poolColumn`. */
  readonly sums: Columns;
  readonly counts: Columns;
  /** How many of a pool are above 0. Only those of bands are asked for. */
  readonly hits: Columns;
  /** Stocks in each band. */
  readonly bands: Columns;
  /** By figure × LAGS + lag. */
  readonly autocorrelation: Columns;
  /** Stocks by lag, former band and band. Kept at the later session. */
  readonly transitions: Columns;
  /** Members of the universe that have no score. */
  readonly notScored: Columns;
  readonly spells: Spell[];
}

export const orderColumn = (figure: number, horizon: number): number => figure * HORIZONS + horizon;
export const benchmarkColumn = (benchmark: number, horizon: number): number => benchmark * HORIZONS + horizon;
export const sectorColumn = (sector: number, horizon: number): number => sector * HORIZONS + horizon;
export const poolColumn = (horizon: number, pool: number): number => horizon * POOL_COUNT + pool;
export const transitionColumn = (lag: number, from: number, to: number): number =>
  (lag * BANDS.length + from) * BANDS.length + to;

/** Returns measures of no session yet. */
export function emptyMeasures(
  universe: ValidationUniverse,
  sessions: number,
  sectors: number,
): UniverseMeasures {
  const orders = SCORE_FIGURES.length * HORIZONS;
  const unknown = (columns: number): Columns => new Columns(columns, sessions, NaN);
  const zero = (columns: number): Columns => new Columns(columns, sessions, 0);
  return {
    universe,
    ics: unknown(orders),
    neutral: unknown(orders),
    deciles: unknown(orders * DECILES),
    sectorIcs: unknown(sectors * HORIZONS),
    benchmarkIcs: unknown(BENCHMARKS.length * HORIZONS),
    comparedIcs: unknown(BENCHMARKS.length * HORIZONS),
    sums: zero(POOL_COUNT * HORIZONS),
    counts: zero(POOL_COUNT * HORIZONS),
    hits: zero(POOL_COUNT * HORIZONS),
    bands: zero(BANDS.length),
    autocorrelation: unknown(SCORE_FIGURES.length * LAGS.length),
    transitions: zero(LAGS.length * BANDS.length * BANDS.length),
    notScored: zero(1),
    spells: [],
  };
}
