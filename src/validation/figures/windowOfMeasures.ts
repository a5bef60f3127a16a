import type { IsoDate } from '../../scoring/names.js';
import type { BlockBootstrap, Interval, Pool } from './bootstrap.js';
import { FORWARD_HORIZONS, type ForwardHorizon } from './names.js';
import { closedUp, meanOrNull } from './series.js';
import type { SessionRange } from './sessionsOfSpan.js';
import { poolColumn, type Columns, type UniverseMeasures } from './universeMeasures.js';
import type { Estimate } from './validationFigures.js';

export const NO_ESTIMATE: Estimate = { mean: null, lower: null, upper: null };
const NO_INTERVAL: Interval = { lower: null, upper: null };

/** The measures of one universe over the sessions of a window, for one horizon. */
export class WindowOfMeasures {
  /** The number of the horizon in FORWARD_HORIZONS. */
  readonly horizonAt: number;

  /** @param bootstrap null: no intervals */
  constructor(
    readonly measures: UniverseMeasures,
    readonly days: readonly IsoDate[],
    readonly range: SessionRange,
    readonly horizon: ForwardHorizon,
    private readonly bootstrap: BlockBootstrap | null,
  ) {
    this.horizonAt = FORWARD_HORIZONS.indexOf(horizon);
  }

  /** Returns a column's values on the sessions of the window. */
  series(columns: Columns, column: number): Float64Array {
    return columns.of(column, this.range.start, this.range.end);
  }

  /** Returns the sum of a column over the sessions of the window. */
  total(columns: Columns, column: number): number {
    return this.series(columns, column).reduce((sum, value) => sum + value, 0);
  }

  /** Returns the pooled excess returns of a column of POOLS. */
  pool(pool: number): Pool {
    const column = poolColumn(this.horizonAt, pool);
    return {
      sums: this.series(this.measures.sums, column),
      counts: this.series(this.measures.counts, column),
    };
  }

  /** Returns the mean of a series, with its interval. */
  estimate(series: Float64Array): Estimate {
    const values = closedUp(series);
    const interval = this.bootstrap?.ofMean(values, this.horizon) ?? NO_INTERVAL;
    return { mean: meanOrNull(values), ...interval };
  }

  /** Returns the mean of a pool, or the difference of two means, with its interval. */
  pooled(pool: Pool, other: Pool | null = null): Estimate {
    const mean = meanOfPool(pool);
    const otherMean = other === null ? 0 : meanOfPool(other);
    if (mean === null || otherMean === null) return NO_ESTIMATE;
    const interval = this.bootstrap?.ofPooled(pool, other, this.horizon) ?? NO_INTERVAL;
    return { mean: mean - otherMean, ...interval };
  }
}

/** Returns how many stock-sessions a pool has. */
export const sizeOf = ({ counts }: Pool): number => counts.reduce((sum, count) => sum + count, 0);

function meanOfPool(pool: Pool): number | null {
  const size = sizeOf(pool);
  return size === 0 ? null : pool.sums.reduce((sum, value) => sum + value, 0) / size;
}
