import type { Ratio } from '../../market/exact.js';
import type { Band, Ticker } from '../../scoring/names.js';
import type { Weighting } from '../names.js';

/** A scored stock that a model may hold. */
export interface Candidate {
  readonly ticker: Ticker;
  /** 0 to 100, exact: `decimalOf` reads a double. */
  readonly score: Ratio;
  readonly band: Band;
  readonly sector: string;
}

/** How a model is made of candidates. Weights are in units of WEIGHT. */
export interface FromScoresRule {
  /** The lowest band that is held. */
  readonly minBand: Band;
  /** 1 to 100: so many of the best. */
  readonly topN: number;
  readonly weighting: Weighting;
  /** The sum of all weights. */
  readonly invest: bigint;
  readonly maxWeight: bigint;
  readonly sectorCap: bigint;
}
