import { snap } from '../../scoring/rounding.js';
import type { RiskObservation } from '../assessment.js';
import { TREND_FEATURES, type RiskStock } from '../riskInputs.js';
import type { StockDays } from '../stockDays.js';
import { missing } from './missing.js';
import type { PartContext } from './partContext.js';

/** Observes where a stock stands in its year and by its averages, in points of risk. It is known or not, and never thin. */
export function trend(
  features: RiskStock['features'],
  days: StockDays,
  { parameters }: PartContext,
): RiskObservation {
  const n = days.last - days.firstOf(parameters.trend.bars) + 1;
  const unknown = TREND_FEATURES.filter((name) => !(features[name] > 0 && features[name] < Infinity));
  if (unknown.length > 0) return missing(n, `without ${unknown.join(', ')}`);
  const [range, below, cross] = trendThirds(features, parameters.trend.full_below_dma200);
  return {
    raw: snap((range + below + cross) / 3),
    rawLower: null,
    rawUpper: null,
    observations: n,
    status: 'OK',
    reason: `${n} closes`,
  };
}

/**
 * Returns what trend is the mean of, in points of risk: how far below the year's high a stock stands, how far below its
 * average of 200 closes, and whether that of 50 closes is below that of 200.
 *
 * @param fullBelow dma200/close − 1 that counts 100
 */
export function trendThirds(
  { close, hi52w, lo52w, dma50, dma200 }: RiskStock['features'],
  fullBelow: number,
): readonly [range: number, below: number, cross: number] {
  const isFlat = snap((hi52w - lo52w) / hi52w) === 0;
  const place = isFlat ? 1 : Math.min(1, Math.max(0, snap((close - lo52w) / (hi52w - lo52w))));
  const below = Math.max(0, snap(dma200 / close - 1));
  const cross = snap(dma50 / dma200);
  return [100 * (1 - place), 100 * Math.min(1, below / fullBelow), cross >= 1 ? 0 : 100];
}
