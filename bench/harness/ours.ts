import { loadMethod } from '../../src/method/loadMethod.js';
import { barsAsOf } from '../../src/market/adjustment.js';
import { barSeries, featuresAt, type Bars } from '../../src/scoring/features.js';
import type { SyntheticMarket, SyntheticStock } from '../../test/support/synthetic/market.js';

/** config/method.yaml. */
export const method = await loadMethod();

/** Returns the features of every stock on its last bar, computed from bars as traded. */
export const ourFeatures = (market: SyntheticMarket): readonly Float64Array[] =>
  market.stocks.map((stock) => lastFeatures(adjusted(stock, market), market));

/** Returns the bars of a stock, adjusted as of the last day. */
export const adjusted = ({ traded, actions }: SyntheticStock, { sessions, day }: SyntheticMarket): Bars =>
  barsAsOf(traded, actions, sessions, day);

/** Returns the features on the last of these adjusted bars. */
export function lastFeatures(bars: Bars, { sessions }: SyntheticMarket): Float64Array {
  const last = bars.close.length - 1;
  return featuresAt(barSeries(bars, last), last, sessions.days.length - 1, method.parameters.features);
}

/** Returns the features on every one of these adjusted bars. */
export function everyFeatures(bars: Bars): readonly Float64Array[] {
  const series = barSeries(bars);
  return Array.from(bars.session, (session, k) => featuresAt(series, k, session, method.parameters.features));
}
