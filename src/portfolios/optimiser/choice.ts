import { ceilDivided } from '../money/division.js';
import { magnitude } from '../money/magnitude.js';
import { perOne, RATE } from '../money/units.js';
import type { Position } from './position.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { TradeCosts } from './problem.js';
import { tradeCost } from './tradeCost.js';

/** Numbers of shares from the first to the last one. */
export interface Span {
  readonly from: bigint;
  readonly to: bigint;
}

/** What a position may take. */
export interface Choice {
  readonly position: Position;
  /** What it takes where the cash allows. */
  readonly preferred: bigint;
  /** The value whose distance is minimised, in units of VALUE: the target, or the end of the band. */
  readonly aim: bigint;
  /**
   * What it may take, ascending and apart. Within a span the trade has one side, so that more shares never leave more cash.
   */
  readonly spans: readonly Span[];
}

const ONE = perOne(RATE);

/** Returns how far shares are from what is aimed at, in units of VALUE. */
export const distanceOf = ({ aim, position }: Choice, shares: bigint): bigint =>
  magnitude(aim - shares * position.price * VALUES_PER_MONEY);

/** Returns what the trade to so many shares adds to the cash, costs included, in units of MONEY. */
export function cashOf({ position }: Choice, shares: bigint, costs: TradeCosts): bigint {
  const traded = shares - position.held;
  return -traded * position.price - tradeCost(traded, position.price, costs);
}

/** The same with costs that are not rounded, and without fixed amounts, in units of MONEY × RATE: never less. */
export function looseCashOf({ position }: Choice, shares: bigint, costs: TradeCosts): bigint {
  const traded = shares - position.held;
  return -traded * position.price * (ONE + (traded > 0n ? costs.buyRate : -costs.sellRate));
}

/** Returns the most shares up to a number that it may take; null: none. */
export function atMost({ spans }: Choice, shares: bigint): bigint | null {
  for (let i = spans.length - 1; i >= 0; i--) {
    const span = spans[i];
    if (span !== undefined && span.from <= shares) return span.to < shares ? span.to : shares;
  }
  return null;
}

/** Returns the fewest shares from a number on that it may take; null: none. */
export function atLeast({ spans }: Choice, shares: bigint): bigint | null {
  for (const span of spans) if (span.to >= shares) return span.from > shares ? span.from : shares;
  return null;
}

/** Returns the most cash that it can add, in units of MONEY. */
export function mostCashOf(choice: Choice, costs: TradeCosts): bigint {
  return choice.spans
    .map(({ from }) => cashOf(choice, from, costs))
    .reduce((most, cash) => (cash > most ? cash : most));
}

/**
 * Returns the shares nearest to what is aimed at whose trade adds enough to the cash; null: none.
 *
 * @param cash in units of MONEY; negative: so much may be spent
 */
export function nearestFor(choice: Choice, cash: bigint, costs: TradeCosts): bigint | null {
  let nearest: bigint | null = null;
  for (const span of choice.spans) {
    const shares = mostWithin(choice, span, cash, costs);
    if (shares === null) continue;
    if (nearest === null || isNearer(choice, shares, nearest, costs)) nearest = shares;
  }
  return nearest;
}

/** Tells whether shares are nearer than fewer ones, or as near and leave more cash. */
function isNearer(choice: Choice, shares: bigint, fewer: bigint, costs: TradeCosts): boolean {
  // Up to what is preferred, more shares are always nearer.
  if (shares <= choice.preferred) return true;
  const [distance, other] = [distanceOf(choice, shares), distanceOf(choice, fewer)];
  if (distance !== other) return distance < other;
  return cashOf(choice, shares, costs) > cashOf(choice, fewer, costs);
}

/** Returns the most shares of a span whose trade adds enough to the cash; null: none. */
function mostWithin(choice: Choice, { from, to }: Span, cash: bigint, costs: TradeCosts): bigint | null {
  if (cashOf(choice, from, costs) < cash) return null;
  const { held, price } = choice.position;
  // Without rounding, so many shares would do, or some fewer: one paisa is at most two shares.
  let shares: bigint;
  if (to > held) shares = held + (-cash * ONE) / (price * (ONE + costs.buyRate));
  else if (to === held) return held;
  else shares = held - ceilDivided((cash + costs.perSale) * ONE, price * (ONE - costs.sellRate));
  if (shares > to) shares = to;
  if (shares < from) shares = from;
  while (cashOf(choice, shares, costs) < cash) shares--;
  return shares;
}
