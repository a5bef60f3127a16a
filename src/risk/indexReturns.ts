import type { RiskInputs } from './riskInputs.js';
import type { RiskParameters } from './riskMethod.js';
import { windowReach } from './windowReach.js';

/** The index's returns over one session each, as far back as they may be in a pair. */
export interface IndexReturns {
  /** Ordinal of the session of the first element. */
  readonly from: number;
  /** ln(close / close of the session before); NaN where one of both is missing. The last element is the day's. */
  readonly logReturn: Float64Array;
}

/** Computes the returns of the market's index that count on a day. Both closes of a return lie within the reach. */
export function indexReturns(
  { indexClose, today }: Pick<RiskInputs, 'indexClose' | 'today'>,
  parameters: RiskParameters,
): IndexReturns {
  const from = Math.max(1, today - windowReach(parameters.market.bars, parameters) + 1);
  const logReturn = new Float64Array(Math.max(0, today - from + 1)).fill(NaN);
  const end = Math.min(logReturn.length, indexClose.length - from);
  for (let k = 0; k < end; k++) {
    const ratio = indexClose[from + k] / indexClose[from + k - 1];
    if (ratio > 0 && ratio < Infinity) logReturn[k] = Math.log(ratio);
  }
  return { from, logReturn };
}
