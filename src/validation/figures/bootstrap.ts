import { quantile } from '../../scoring/statistics.js';
import { mulberry32 } from '../backtest/mulberry32.js';

const REPLICATES = 2_000;
const SEED = 20260822;
/** Lists of draws that are kept. Each takes at most 3 MB for 1,700 sessions. */
const KEPT = 8;
const LOWER = 0.025;
const UPPER = 0.975;
/** Below this many values there is no interval. */
const FEWEST = 3;

export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Sums and counts of the stocks of each session of a window. */
export interface Pool {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

const NO_INTERVAL: Interval = { lower: null, upper: null };

/**
 * Intervals of 95 % by the circular block bootstrap. Sessions are drawn in blocks as long as the horizon, because returns
 * that overlap depend on each other. Each number of sessions and length of blocks has the same draws in every run.
 */
export class BlockBootstrap {
  readonly #draws = new Map<string, Int32Array>();

  /** @param values a closed-up series */
  ofMean(values: Float64Array, horizon: number): Interval {
    const n = values.length;
    if (n < FEWEST) return NO_INTERVAL;
    const totals = this.#totals(n, horizon);
    const sums = totals(values);
    return intervalOf(sums.map((sum) => sum / n));
  }

  /**
   * Of the mean of pooled stock-sessions, or of the difference of two such means in the same replicates.
   *
   * @param other what is subtracted; null: nothing
   */
  ofPooled(pool: Pool, other: Pool | null, horizon: number): Interval {
    const n = pool.sums.length;
    if (n < FEWEST) return NO_INTERVAL;
    const totals = this.#totals(n, horizon);
    const [sums, counts] = [totals(pool.sums), totals(pool.counts)];
    const means = sums.map((sum, k) => sum / counts[k]);
    if (other === null) return intervalOf(means);
    const [otherSums, otherCounts] = [totals(other.sums), totals(other.counts)];
    return intervalOf(means.map((mean, k) => mean - otherSums[k] / otherCounts[k]));
  }

  /** Returns a function that sums values over the sessions of each replicate. */
  #totals(n: number, horizon: number): (values: Float64Array) => Float64Array {
    const block = Math.min(horizon, n);
    const blocks = Math.ceil(n / block);
    const last = n - (blocks - 1) * block;
    const starts = this.#startsOf(n, block, blocks);
    return (values) => {
      // Twice round, so that no block has to be wrapped.
      const until = new Float64Array(2 * n + 1);
      for (let k = 0; k < 2 * n; k++) until[k + 1] = until[k] + values[k % n];
      const sums = new Float64Array(REPLICATES);
      for (let replicate = 0, next = 0; replicate < REPLICATES; replicate++) {
        let sum = 0;
        for (let k = 1; k < blocks; k++) {
          const start = starts[next++];
          sum += until[start + block] - until[start];
        }
        const start = starts[next++];
        sums[replicate] = sum + until[start + last] - until[start];
      }
      return sums;
    };
  }

  #startsOf(n: number, block: number, blocks: number): Int32Array {
    const key = `${n} ${block}`;
    const kept = this.#draws.get(key);
    if (kept !== undefined) return kept;
    const random = mulberry32(SEED);
    const starts = new Int32Array(REPLICATES * blocks);
    for (let k = 0; k < starts.length; k++) starts[k] = Math.floor(random() * n);
    for (const oldest of this.#draws.keys()) {
      if (this.#draws.size < KEPT) break;
      this.#draws.delete(oldest);
    }
    this.#draws.set(key, starts);
    return starts;
  }
}

/** Replicates without a mean, which are NaN, are left out. */
function intervalOf(replicates: Float64Array): Interval {
  const ascending = replicates.filter((value) => value === value).sort();
  if (ascending.length === 0) return NO_INTERVAL;
  return { lower: quantile(ascending, LOWER), upper: quantile(ascending, UPPER) };
}
