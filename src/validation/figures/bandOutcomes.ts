import { BANDS } from '../../scoring/names.js';
import { poolColumn, POOLS } from './universeMeasures.js';
import type { BandOutcome, Estimate } from './validationFigures.js';
import { sizeOf, type WindowOfMeasures } from './windowOfMeasures.js';
import type { Pool } from './bootstrap.js';

/** Returns what followed each band. */
export function bandOutcomes(window: WindowOfMeasures): BandOutcome[] {
  const { measures } = window;
  const inBand = BANDS.map((_, band) => window.total(measures.bands, band));
  const scored = inBand.reduce((sum, count) => sum + count, 0);
  return BANDS.map((band, at) => {
    const excess = window.pool(POOLS.band + at);
    const overIndex = window.pool(POOLS.bandOverIndex + at);
    return {
      band,
      n: sizeOf(excess),
      excess: window.pooled(excess),
      hitRate: hitRate(window, POOLS.band + at),
      overIndex: window.pooled(overIndex),
      overIndexN: sizeOf(overIndex),
      overIndexHitRate: hitRate(window, POOLS.bandOverIndex + at),
      share: scored === 0 ? null : inBand[at] / scored,
    };
  });
}

/** Returns the mean excess of BUY and above minus that of AVOID. */
export function buyMinusAvoid(window: WindowOfMeasures): Estimate {
  const [avoid, , buy, strongBuy] = BANDS.map((_, band) => window.pool(POOLS.band + band));
  return window.pooled(sumOfPools(buy, strongBuy), avoid);
}

function hitRate(window: WindowOfMeasures, pool: number): number | null {
  const size = sizeOf(window.pool(pool));
  return size === 0 ? null : window.total(window.measures.hits, poolColumn(window.horizonAt, pool)) / size;
}

function sumOfPools(a: Pool, b: Pool): Pool {
  return {
    sums: a.sums.map((sum, k) => sum + b.sums[k]),
    counts: a.counts.map((count, k) => count + b.counts[k]),
  };
}
