import { atMost, cashOf, distanceOf, looseCashOf, mostCashOf, nearestFor, type Choice } from './choice.js';
import type { TradeCosts } from './problem.js';

/**
 * How often one share is given up at a time with rounded costs, before the rest is done in larger steps: it takes some
 * microseconds each time.
 */
const SMALL_STEPS = 10_000;

/** The next shares that a position would give up. */
interface Offer {
  readonly index: number;
  /** Shares then. */
  readonly to: bigint;
  readonly distance: bigint;
  /** Cash that it frees. */
  readonly freed: bigint;
}

/** Shares of each choice, and the cash that is missing with them in units of MONEY: negative where some is left. */
export interface Lowered {
  readonly shares: readonly bigint[];
  readonly missing: bigint;
}

/**
 * Lowers one share at a time the position whose added distance for each rupee freed is least (ties: ticker), until the cash
 * suffices.
 *
 * @param choices by ticker
 * @param cash that all must add together, in units of MONEY; they can
 * @param isRounded whether rupees freed count the rounding of costs: neither is always better
 */
export function lowered(
  choices: readonly Choice[],
  cash: bigint,
  costs: TradeCosts,
  isRounded: boolean,
): Lowered {
  const shares = choices.map(({ preferred }) => preferred);
  let missing = cash - choices.reduce((sum, choice) => sum + cashOf(choice, choice.preferred, costs), 0n);
  const move = (index: number, choice: Choice, to: bigint) => {
    missing -= cashOf(choice, to, costs) - cashOf(choice, shares[index] ?? to, costs);
    shares[index] = to;
  };

  let smallSteps = isRounded ? SMALL_STEPS : 0;
  const offersOf = () =>
    choices.flatMap((choice, index) => offerOf(choice, index, shares[index], costs, smallSteps > 0) ?? []);
  let offers = offersOf().sort(compareOffers);
  while (missing > 0n) {
    const offer = offers.shift();
    const choice = offer && choices[offer.index];
    if (offer === undefined || choice === undefined) break;
    if (smallSteps > 0) move(offer.index, choice, offer.to);
    else {
      const now = cashOf(choice, shares[offer.index] ?? 0n, costs);
      const enough = nearestFor(choice, now + missing, costs);
      move(offer.index, choice, enough !== null && enough > offer.to ? enough : offer.to);
    }
    if (smallSteps > 0 && --smallSteps === 0) offers = offersOf().sort(compareOffers);
    else {
      const next = offerOf(choice, offer.index, shares[offer.index], costs, smallSteps > 0);
      if (next !== null) insert(offers, next);
    }
  }
  // Sales that cost more than they bring may stand in the way.
  if (missing > 0n) {
    choices.forEach((choice, index) => {
      const most = nearestFor(choice, mostCashOf(choice, costs), costs);
      if (most !== null) move(index, choice, most);
    });
  }
  return { shares, missing };
}

/**
 * Raises again what still fits.
 *
 * @param order the indexes of the choices in the order in which they are raised
 * @returns shares of each choice
 */
export function raised(
  choices: readonly Choice[],
  { missing: given, shares: before }: Lowered,
  costs: TradeCosts,
  order: readonly number[],
): readonly bigint[] {
  const shares = [...before];
  let missing = given;
  for (const index of order) {
    const choice = choices[index];
    const now = shares[index];
    if (choice === undefined || now === undefined) continue;
    const cash = cashOf(choice, now, costs);
    const nearest = nearestFor(choice, cash + missing, costs);
    if (nearest === null || distanceOf(choice, nearest) >= distanceOf(choice, now)) continue;
    missing += cash - cashOf(choice, nearest, costs);
    shares[index] = nearest;
  }
  return shares;
}

/** Returns what a position gives up next: one share, or all that are at the same distance for each. Null: nothing. */
function offerOf(
  choice: Choice,
  index: number,
  now: bigint | undefined,
  costs: TradeCosts,
  isSmall: boolean,
): Offer | null {
  if (now === undefined) return null;
  const { held } = choice.position;
  const fewest = choice.spans[0]?.from ?? now;
  if (now <= fewest) return null;
  const isSingle = isSmall || now === choice.preferred;
  const turn = now > held && held > fewest ? held : fewest;
  const to = atMost(choice, isSingle ? now - 1n : turn);
  if (to === null) return null;
  const freed = isSmall
    ? cashOf(choice, to, costs) - cashOf(choice, now, costs)
    : looseCashOf(choice, to, costs) - looseCashOf(choice, now, costs);
  return { index, to, freed, distance: distanceOf(choice, to) - distanceOf(choice, now) };
}

function insert(offers: Offer[], offer: Offer): void {
  let at = 0;
  for (let end = offers.length; at < end;) {
    const middle = (at + end) >>> 1;
    const other = offers[middle];
    if (other !== undefined && compareOffers(other, offer) < 0) at = middle + 1;
    else end = middle;
  }
  offers.splice(at, 0, offer);
}

/** The least distance for each rupee freed first; what frees nothing last; then by ticker. */
function compareOffers(a: Offer, b: Offer): number {
  if (a.freed <= 0n !== b.freed <= 0n) return a.freed <= 0n ? 1 : -1;
  const [left, right] = [a.distance * b.freed, b.distance * a.freed];
  if (left === right || a.freed <= 0n) return a.index - b.index;
  return left < right ? -1 : 1;
}
