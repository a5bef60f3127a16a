import type { Ratio } from '../../market/exact.js';
import { nearestDouble } from '../../market/exact.js';
import { perOne, WEIGHT } from '../money/units.js';
import type { RiskLimits } from './riskInput.js';

/** A limit that is broken. */
export interface LimitBreach {
  readonly limit: keyof RiskLimits;
  /** As fractions. */
  readonly observed: number;
  readonly allowed: number;
  /** The ticker, the sector, "cash" or "valueAtRisk". */
  readonly subject: string;
}

/** What is compared with the limits: exact fractions of the total. */
export interface Observed {
  readonly positions: readonly (readonly [string, Ratio])[];
  readonly sectors: readonly (readonly [string, Ratio])[];
  readonly cash: Ratio;
  /** Null: unknown, and not broken. */
  readonly valueAtRisk: Ratio | null;
}

/** Returns the limits that are broken: beyond them, not at them. */
export function limitBreaches(
  { positions, sectors, cash, valueAtRisk }: Observed,
  limits: RiskLimits,
): LimitBreach[] {
  const breach = (limit: keyof RiskLimits, subject: string, observed: Ratio): LimitBreach[] => {
    const difference = observed.over * perOne(WEIGHT) - limits[limit] * observed.under;
    const isBroken = limit === 'cash' ? difference < 0n : difference > 0n;
    if (!isBroken) return [];
    const allowed = nearestDouble({ over: limits[limit], under: perOne(WEIGHT) });
    return [{ limit, subject, observed: nearestDouble(observed), allowed }];
  };
  return [
    ...positions.flatMap(([ticker, weight]) => breach('position', ticker, weight)),
    ...sectors.flatMap(([sector, weight]) => breach('sector', sector, weight)),
    ...breach('cash', 'cash', cash),
    ...(valueAtRisk === null ? [] : breach('valueAtRisk', 'valueAtRisk', valueAtRisk)),
  ];
}
