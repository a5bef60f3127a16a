import type { Ticker } from '../../scoring/names.js';
import { magnitude } from '../money/magnitude.js';
import { WEIGHT, perOne } from '../money/units.js';
import type { DriftStatus } from '../names.js';
import type { DriftReport, PositionDrift } from './answer.js';
import { marketValueOf } from './marketValue.js';
import type { Position } from './position.js';
import { placeOf, positionsOf, VALUES_PER_MONEY } from './positionsOf.js';
import type { RebalanceProblem } from './problem.js';

/** Decimals to which fractions are taken before they become doubles. */
const FRACTION = 10n ** 15n;

/**
 * Returns how positions stand to their targets.
 *
 * @param quantities shares of each stock; those held before trading by default. Fractions are of the value before trading.
 * @returns null where a price is missing, or cash and holdings are not worth more than 0
 */
export function driftReportOf(
  problem: RebalanceProblem,
  quantities: ReadonlyMap<Ticker, bigint> = problem.holdings,
): DriftReport | null {
  const marketValue = marketValueOf(problem);
  if (marketValue === null || marketValue <= 0n) return null;
  return reportOf(positionsOf(problem, marketValue), marketValue, quantities);
}

/** @param positions of the problem, by ticker */
export function reportOf(
  positions: readonly Position[],
  marketValue: bigint,
  quantities: ReadonlyMap<Ticker, bigint>,
): DriftReport {
  const drifts: PositionDrift[] = [];
  let total = 0n;
  let breaches = 0;
  for (const position of positions) {
    const quantity = quantities.get(position.ticker) ?? 0n;
    if (!position.inModel && quantity === 0n) continue;
    const value = quantity * position.price * VALUES_PER_MONEY;
    const status = statusOf(position, value, marketValue);
    if (position.isTradable) {
      total += magnitude(value - position.wanted);
      if (status === 'ABOVE' || status === 'BELOW' || status === 'NOT_IN_MODEL') breaches++;
    }
    drifts.push({
      ticker: position.ticker,
      target: position.target,
      lower: position.lower,
      upper: position.upper,
      actual: fractionOf(value, marketValue),
      drift: fractionOf(value - position.wanted, marketValue),
      status,
    });
  }
  return { positions: drifts, totalDrift: fractionOf(total, marketValue), breaches };
}

/** The first that holds is said: frozen, not in the model, blocked, then how it stands to its band. */
function statusOf(position: Position, value: bigint, marketValue: bigint): DriftStatus {
  if (position.isFrozen) return 'FROZEN';
  if (!position.inModel) return 'NOT_IN_MODEL';
  const place = placeOf(value, marketValue * position.lower, marketValue * position.upper);
  if (place === 'INSIDE') return 'WITHIN';
  return place === 'BELOW' && position.neverBuy ? 'BLOCKED' : place;
}

/** Returns value / market value as a double. @param value in units of VALUE */
function fractionOf(value: bigint, marketValue: bigint): number {
  const ratio = (value * FRACTION) / (marketValue * perOne(WEIGHT));
  return Number(ratio) / Number(FRACTION);
}
