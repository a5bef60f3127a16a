import { toHundredths } from '../scoring/rounding.js';
import type { RiskFactor, RiskPart } from './assessment.js';
import { decimal } from './decimal.js';
import type { RiskPartKind } from './names.js';
import type { RiskMethod } from './riskMethod.js';

/** Returns the parts that count much, in words: the largest contribution first, those that are not known last. */
export function factorsOf(parts: readonly RiskPart[], { parameters }: RiskMethod): RiskFactor[] {
  const { weights, factor_from, market } = parameters;
  return (
    parts
      .filter(({ counted }) => counted >= factor_from)
      .map((part) => ({
        isMissing: part.status === 'MISSING',
        // Whole numbers are exact.
        tenThousandths: toHundredths(weights[part.kind]) * toHundredths(part.counted),
        part,
      }))
      // The sort is stable, so that ties stay in the order of the parts.
      .sort((a, b) => Number(a.isMissing) - Number(b.isMissing) || b.tenThousandths - a.tenThousandths)
      .map(({ part, tenThousandths }) => ({
        kind: part.kind,
        contribution: tenThousandths / 10_000,
        sentence: sentenceOf(part, market.index),
      }))
  );
}

const NAMES = {
  VOLATILITY: 'Volatility',
  DRAWDOWN: 'Drawdown',
  LIQUIDITY: 'Liquidity',
  SIZE: 'Size',
  MARKET: 'Beta',
  TREND: 'Trend',
} as const satisfies Record<RiskPartKind, string>;

function sentenceOf({ kind, raw, observations, reason, counted }: RiskPart, index: string): string {
  if (raw === null) return `${NAMES[kind]} is not known (${reason}) and counts as ${counted}.`;
  switch (kind) {
    case 'VOLATILITY':
      return `Volatility is ${decimal(100 * raw, 1)} % a year over ${observations} returns.`;
    case 'DRAWDOWN':
      return `It fell ${decimal(100 * raw, 1)} % from a peak within ${observations} closes.`;
    case 'LIQUIDITY':
      return `It trades ₹ ${decimal(raw, 2)} crore a session, the median of ${observations}.`;
    case 'SIZE':
      return `Its market capitalisation is ₹ ${decimal(raw, 0)} crore.`;
    case 'MARKET':
      return `Its beta to ${index} is ${decimal(raw, 2)} over ${observations} sessions.`;
    case 'TREND':
      return `Its trend stands at ${decimal(raw, 1)} of 100 risk points.`;
    default:
      return kind satisfies never;
  }
}
