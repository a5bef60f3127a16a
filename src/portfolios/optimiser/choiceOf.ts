import { ceilDivided } from '../money/division.js';
import { magnitude } from '../money/magnitude.js';
import { cashOf, type Choice, type Span } from './choice.js';
import type { Position } from './position.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { RebalanceProblem } from './problem.js';

/** Returns what a position may take in the mode of the problem. Its band holds a whole number of shares, or it is not traded. */
export function choiceOf(position: Position, problem: RebalanceProblem): Choice {
  const { held, isBlocked, isTradable, most, place, price } = position;
  if (!isTradable || isBlocked) return untouched(position);
  if (problem.mode !== 'TO_TARGET' && place === 'INSIDE') return untouched(position);
  if (problem.mode === 'TO_BAND_EDGE') {
    const edge = place === 'BELOW' ? position.fewest : most;
    return {
      position,
      preferred: edge,
      aim: edge * price * VALUES_PER_MONEY,
      spans: spansOf(position, edge, 1n),
    };
  }
  const preferred = nearestWithinBand(position);
  const leastTrade = place === 'INSIDE' ? ceilDivided(problem.minTradeValue, price) : 1n;
  const traded = magnitude(preferred - held);
  if (traded > 0n && traded < leastTrade) return untouched(position);
  const choice = {
    position,
    preferred,
    aim: position.wanted,
    spans: spansOf(position, preferred, leastTrade > 1n ? leastTrade : 1n),
  };
  return withStaying(choice, problem);
}

const untouched = (position: Position): Choice => ({
  position,
  preferred: position.held,
  aim: position.wanted,
  spans: [{ from: position.held, to: position.held }],
});

/** Of the whole numbers next to the target, the nearer one within the band; equal: the lower one. */
function nearestWithinBand({ fewest, held, most, neverBuy, price, wanted }: Position): bigint {
  const share = price * VALUES_PER_MONEY;
  const below = wanted / share;
  const above = ceilDivided(wanted, share);
  const limit = neverBuy && held < most ? held : most;
  const fits = (shares: bigint) => shares >= fewest && shares <= limit;
  if (!fits(above)) return fits(below) ? below : held;
  return fits(below) && wanted - below * share <= above * share - wanted ? below : above;
}

/** Up to what is preferred: sales, what is held, purchases. @param leastTrade in shares, above 0 */
function spansOf({ fewest, held }: Position, preferred: bigint, leastTrade: bigint): readonly Span[] {
  const least = (a: bigint, b: bigint) => (a < b ? a : b);
  const spans = [
    { from: fewest, to: least(preferred, held - leastTrade) },
    { from: held, to: held },
    { from: fewest > held + leastTrade ? fewest : held + leastTrade, to: preferred },
  ];
  return spans.filter(({ from, to }) => from <= to && from >= fewest && to <= preferred);
}

/**
 * Where the fixed amount of a sale is more than the sale brings, not to sell leaves more cash: what is held is then another
 * choice, although it is more than what is preferred.
 */
function withStaying(choice: Choice, { costs }: RebalanceProblem): Choice {
  const { held, place } = choice.position;
  if (place !== 'INSIDE' || held <= choice.preferred || cashOf(choice, choice.preferred, costs) >= 0n)
    return choice;
  return { ...choice, spans: [...choice.spans, { from: held, to: held }] };
}
