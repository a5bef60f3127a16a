import { isTiny } from './tiny.js';

/**
 * What the first implementation took, in seconds, on a machine with 2 cores and for stocks of 300 bars each. Its code is
 * not available; these numbers were recorded.
 */
interface Recorded {
  readonly stocks: number;
  /** Raw bars to features. */
  readonly indicators: number;
  /** Features to pillars. */
  readonly pillars: number;
  /** Pillars to scores, both modes. */
  readonly scores: number;
}

const ALL: readonly Recorded[] = [
  { stocks: 50, indicators: 0.4, pillars: 0.23, scores: 0.017 },
  { stocks: 400, indicators: 3.64, pillars: 3.81, scores: 0.13 },
  { stocks: 2000, indicators: 17.6, pillars: 69.2, scores: 0.69 },
];

export const RECORDED: readonly Recorded[] = isTiny ? ALL.slice(0, 1) : ALL;
