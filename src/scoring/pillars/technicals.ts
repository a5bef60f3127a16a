import { filled } from '../columns.js';
import type { CleanSection } from '../hygiene.js';
import type { Method, TechnicalComponent } from '../method.js';
import { NEUTRAL_POINTS, scoredByIndex, type ComponentColumns } from '../points.js';
import { snap } from '../rounding.js';
import { averageRank } from '../statistics.js';
import { everySector, weightedPillar, type PillarColumns } from './pillar.js';

const RULE = scoredByIndex('RULE');
const RANK = scoredByIndex('RANK');
const NEUTRAL = scoredByIndex('NEUTRAL');

/**
 * Scores the pillar T (method §5): trend, momentum, breakout and volume of the stock's own bars, by fixed rules, and how
 * near the highest price of a year is, by its rank in the universe.
 */
export function technicalsPillar(clean: CleanSection, method: Method): PillarColumns {
  const { section, sectors } = clean;
  const { weights, rsi, breakout, volume } = method.parameters.pillars.technicals;
  const { close, dma20, dma50, dma200, rsi14, atr14, resistance_high, volume_ratio, hi52w } =
    section.features;

  /** Makes the component of a rule that judges `raw`. A null gets `pointsOfNull`. */
  const rule = (
    name: TechnicalComponent,
    raw: Float64Array,
    pointsOfNull: number,
    pointsOf: (raw: number, i: number) => number,
  ): ComponentColumns => ({
    name,
    weight: everySector(sectors, weights[name] ?? 0),
    raw,
    value: raw,
    imputed: new Uint8Array(raw.length),
    scoredBy: filled(new Uint8Array(raw.length), (i) =>
      raw[i] === raw[i] || pointsOfNull === 0 ? RULE : NEUTRAL,
    ),
    points: raw.map((value, i) => (value === value ? pointsOf(value, i) : pointsOfNull)),
    statistics: null,
    z: null,
    ranksUp: null,
  });
  const between = (low: number, high: number) => (value: number) =>
    Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));

  const breakoutRatio = close.map((price, i) => {
    const gap = Math.max(0, price - Math.max(resistance_high[i], dma20[i]));
    const threshold = Math.max(breakout.atr_multiple * atr14[i], breakout.close_fraction * price);
    return threshold > 0 ? gap / threshold : NaN;
  });
  const components = [
    rule('above_200', divided(close, dma200), 0, (_, i) => (close[i] > dma200[i] ? 100 : 0)),
    rule('golden_cross', divided(dma20, dma50), 0, (_, i) => (dma20[i] > dma50[i] ? 100 : 0)),
    rule('rsi', rsi14, 50, between(rsi.oversold, rsi.overbought)),
    rule('breakout', breakoutRatio, 0, (ratio) => Math.min(100, 100 * ratio)),
    rule('volume', volume_ratio, 50, between(volume.low, volume.high)),
  ];
  if (weights.near_high !== undefined) {
    components.push(
      rankedInUniverse('near_high', divided(close, hi52w), everySector(sectors, weights.near_high)),
    );
  }
  return weightedPillar('T', components, sectors, method.parameters.pillars.empty_score);
}

/** Scores by the rank among all stocks that have a value: rank / n × 100; a null is 50. */
function rankedInUniverse(
  name: TechnicalComponent,
  raw: Float64Array,
  weight: Float64Array,
): ComponentColumns {
  const ascending = raw
    .filter((value) => value === value)
    .map(snap)
    .sort();
  return {
    name,
    weight,
    raw,
    value: raw,
    imputed: new Uint8Array(raw.length),
    scoredBy: filled(new Uint8Array(raw.length), (i) => (raw[i] === raw[i] ? RANK : NEUTRAL)),
    points: raw.map((value) =>
      value === value ? (averageRank(ascending, snap(value)) / ascending.length) * 100 : NEUTRAL_POINTS,
    ),
    statistics: null,
    z: null,
    ranksUp: null,
  };
}

const divided = (dividend: Float64Array, divisor: Float64Array): Float64Array =>
  dividend.map((value, i) => value / divisor[i]);
