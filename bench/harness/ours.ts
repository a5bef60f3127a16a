import { loadMethod } from '../../src/method/loadMethod.js';
import { barsAsOf } from '../../src/market/adjustment.js';
import { barSeries, featuresAt, type Bars } from '../../src/scoring/features.js';
import type { SyntheticMarket, SyntheticStock } from '../synthetic/market.js';

/** config/method.yaml. */
export const method = await loadMethod();

/** Our features of every stock for the last bar, from bars as traded. */
export const ourFeatures = (market: SyntheticMarket): readonly Float64Array[] =>
  market.stocks.map((stock) => lastFeatures(adjusted(stock, market), market));

export const adjusted = ({ traded, actions }: SyntheticStock, { sessions, day }: SyntheticMarket): Bars =>
  barsAsOf(traded, actions, sessions, day);

export function lastFeatures(bars: Bars, { sessions }: SyntheticMarket): Float64Array {
  const last = bars.close.length - 1;
  return featuresAt(barSeries(bars, last), last, sessions.days.length - 1, method.parameters.features);
}

/** Features of every bar of a stock, of bars as they look on the last day. */
export function everyFeatures(bars: Bars): readonly Float64Array[] {
  const series = barSeries(bars);
  return Array.from(bars.session, (session, k) => featuresAt(series, k, session, method.parameters.features));
}
