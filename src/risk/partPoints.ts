import type { RiskObservation } from './assessment.js';
import { clamped, curvePoints } from './curvePoints.js';
import type { RiskPartKind } from './names.js';
import type { RiskMethod } from './riskMethod.js';

/** What a part makes of its raw number and its ends: points, 0 to 100, two decimals. */
export interface PartPoints {
  /** Null where MISSING. */
  readonly value: number | null;
  readonly counted: number;
  readonly lower: number;
  readonly upper: number;
}

/** Maps what was observed of a part. What is not known may be anything, and counts as the method says. */
export function partPoints(
  kind: RiskPartKind,
  { raw, rawLower, rawUpper }: Pick<RiskObservation, 'raw' | 'rawLower' | 'rawUpper'>,
  { parameters }: RiskMethod,
): PartPoints {
  if (raw === null) return { value: null, counted: parameters.missing_value, lower: 0, upper: 100 };
  const points = (of: number) => rawPoints(kind, of, parameters);
  const value = points(raw);
  if (rawLower === null || rawUpper === null) return { value, counted: value, lower: value, upper: value };
  const ends = [points(rawLower), points(rawUpper)] as const;
  return { value, counted: value, lower: Math.min(...ends), upper: Math.max(...ends) };
}

function rawPoints(kind: RiskPartKind, raw: number, parameters: RiskMethod['parameters']): number {
  switch (kind) {
    case 'VOLATILITY':
      return curvePoints(parameters.volatility.curve, raw);
    case 'DRAWDOWN':
      return curvePoints(parameters.drawdown.curve, raw);
    case 'LIQUIDITY':
      return curvePoints(parameters.liquidity.curve, raw);
    case 'SIZE':
      return curvePoints(parameters.size.curve, raw);
    case 'MARKET':
      return curvePoints(parameters.market.curve, raw);
    case 'TREND':
      return clamped(raw);
    default:
      return kind satisfies never;
  }
}
