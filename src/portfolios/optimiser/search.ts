import { MONEY, perOne, RATE } from '../money/units.js';
import { atLeast, atMost, cashOf, distanceOf, looseCashOf, nearestFor, type Choice } from './choice.js';
import { lowered, raised } from './greedy.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { TradeCosts } from './problem.js';
import { Relaxation } from './relaxation.js';
import type { SearchBounds } from './searchBounds.js';

const ONE = perOne(RATE);
const PAISA = perOne(MONEY) / 100n;
const DEFAULTS = { nodes: 200_000, patientNodes: 2_000, tolerance: PAISA };
/** After how many nodes the bound of what was not searched is taken again. */
const BOUND_EVERY = 2_000;

/** What a search found. */
export interface Found {
  /** Shares of each choice. */
  readonly shares: readonly bigint[];
  readonly nodes: number;
  /** Whether it is proven, or within the tolerance. */
  readonly isOptimal: boolean;
  /** How far below its distance the best answer may lie, in units of VALUE; null: this is the best. */
  readonly gap: bigint | null;
}

/** An answer, with the positions in the order of the search. */
interface Candidate {
  readonly shares: readonly bigint[];
  readonly cash: bigint;
  readonly distance: bigint;
}

/** Where the search stands at one position. */
interface Level {
  /** Of the positions before it, in units of MONEY and VALUE. */
  readonly cash: bigint;
  readonly distance: bigint;
  /** The next shares to be tried on either side of the relaxation; null: none are left. */
  lower: bigint | null;
  upper: bigint | null;
}

/**
 * Finds the shares of least distance that add enough to the cash: of equal ones those with more cash, then with the smaller
 * quantities by ticker. It is a branch and bound: the dearest stock first, then by ticker; of its shares those nearest to
 * the relaxation first.
 *
 * @param choices by ticker
 * @param cash that all must add together, in units of MONEY; they can
 */
export function search(
  choices: readonly Choice[],
  cash: bigint,
  costs: TradeCosts,
  bounds: SearchBounds,
): Found {
  return new Search(choices, cash, costs, { ...DEFAULTS, ...bounds }).run();
}

class Search {
  /** Indexes of the choices in the order of the search. */
  readonly #order: readonly number[];
  readonly #choices: readonly Choice[];
  /** Of the positions from each one on. */
  readonly #rests: readonly Relaxation[];
  /** Places in the order, by ticker. */
  readonly #byTicker: readonly number[];
  /** Whether a position may take more than it prefers, so that to prefer need not be the best. */
  readonly #mayStay: boolean;
  readonly #tolerance: bigint;
  /** Cash that is needed, in units of MONEY × RATE. */
  readonly #loose: bigint;
  /** No answer has less distance. */
  readonly #least: bigint;
  readonly #levels: Level[] = [];
  /** Shares of the positions that are decided. */
  readonly #shares: bigint[] = [];
  #best: Candidate;
  #nodes = 0;
  #nextBoundAt: number;
  #hasStopped = false;

  constructor(
    choices: readonly Choice[],
    private readonly cash: bigint,
    private readonly costs: TradeCosts,
    private readonly bounds: Required<SearchBounds>,
  ) {
    this.#order = choices
      .map((_, index) => index)
      .sort((a, b) => dearerFirst(choices[a], choices[b]) || a - b);
    this.#choices = this.#order.flatMap((index) => choices[index] ?? []);
    this.#byTicker = choices.map((_, index) => this.#order.indexOf(index));
    this.#mayStay = choices.some(({ preferred, spans }) => spans.some(({ to }) => to > preferred));
    this.#tolerance = bounds.tolerance * VALUES_PER_MONEY * BigInt(choices.length);
    this.#loose = cash * ONE;
    this.#nextBoundAt = bounds.patientNodes;
    const rests = [Relaxation.none(costs)];
    for (const choice of this.#choices.toReversed())
      rests.unshift((rests[0] ?? Relaxation.none(costs)).with(choice));
    this.#rests = rests;
    this.#least = rests[0]?.distance(this.#loose) ?? 0n;
    this.#best = this.#greediest(choices);
  }

  run(): Found {
    this.#descend(0, 0n, 0n);
    const shares = this.#byTicker.flatMap((at) => this.#best.shares[at] ?? []);
    const gap = this.#hasStopped ? this.#gap() : null;
    return { shares, nodes: this.#nodes, isOptimal: gap === null || gap <= this.#tolerance, gap };
  }

  /** Returns the best of the greedy answers. */
  #greediest(choices: readonly Choice[]): Candidate {
    const byTicker = choices.map((_, index) => index);
    const candidates = [false, true].flatMap((isRounded) => {
      const low = lowered(choices, this.cash, this.costs, isRounded);
      return [this.#order, byTicker].map((order) => {
        const shares = raised(choices, low, this.costs, order);
        return this.#candidate(this.#order.flatMap((index) => shares[index] ?? []));
      });
    });
    return candidates.reduce((best, other) => (this.#isBetter(other, best) ? other : best));
  }

  #candidate(shares: readonly bigint[]): Candidate {
    let [cash, distance] = [0n, 0n];
    this.#choices.forEach((choice, at) => {
      cash += cashOf(choice, shares[at] ?? 0n, this.costs);
      distance += distanceOf(choice, shares[at] ?? 0n);
    });
    return { shares, cash, distance };
  }

  /** Decides a position and all after it. @param cash of the positions before it, as is the distance */
  #descend(at: number, cash: bigint, distance: bigint): void {
    const choice = this.#choices[at];
    const rest = this.#rests[at];
    const after = this.#rests[at + 1];
    if (choice === undefined || rest === undefined || after === undefined) return;
    const { sums } = rest;
    if (!this.#mayStay && cash + sums.cash >= this.cash) {
      const preferred = this.#choices.slice(at).map(({ preferred }) => preferred);
      this.#offer(preferred, cash + sums.cash, distance + sums.distance);
      return;
    }
    if (at === this.#choices.length - 1) {
      const shares = nearestFor(choice, this.cash - cash, this.costs);
      if (shares === null) return;
      this.#offer([shares], cash + cashOf(choice, shares, this.costs), distance + distanceOf(choice, shares));
      return;
    }
    const [fewer, over, under] = after.sharesFewer(choice, this.#loose - cash * ONE);
    const centre = choice.preferred - fewer;
    const level: Level = {
      cash,
      distance,
      lower: atMost(choice, over === 0n ? centre : centre - 1n),
      upper: atLeast(choice, over === 0n ? centre + 1n : centre),
    };
    this.#levels.push(level);
    while (!this.#stops()) {
      const { lower, upper } = level;
      if (lower === null && upper === null) break;
      const isUpper =
        upper !== null && (lower === null || 2n * (centre * under - over) > (lower + upper) * under);
      const shares = isUpper ? upper : lower;
      if (shares === null) break;
      if (isUpper) level.upper = atLeast(choice, shares + 1n);
      else level.lower = atMost(choice, shares - 1n);
      this.#nodes++;
      const cashThen = cash + cashOf(choice, shares, this.costs);
      const distanceThen = distance + distanceOf(choice, shares);
      this.#shares[at] = shares;
      if (this.#isWorth(at, cashThen, distanceThen, after)) this.#descend(at + 1, cashThen, distanceThen);
      else if (this.#endsSide(choice, shares, level, after, isUpper)) {
        if (isUpper) level.upper = null;
        else level.lower = null;
      }
    }
    if (!this.#hasStopped) this.#levels.pop();
  }

  /** Tells whether the positions after one may make a better answer. */
  #isWorth(at: number, cash: bigint, distance: bigint, after: Relaxation): boolean {
    if (cash + after.sums.mostCash < this.cash) return false;
    const added = after.distance(this.#loose - cash * ONE);
    if (added === null || distance + added > this.#best.distance) return false;
    if (distance + added < this.#best.distance) return true;
    const most = after.mostCash(this.#best.distance - distance);
    if (most === null) return false;
    const mostCash = cash + most / ONE;
    if (mostCash !== this.#best.cash) return mostCash > this.#best.cash;
    const least = this.#choices.map((choice, place) =>
      place <= at ? (this.#shares[place] ?? 0n) : (choice.spans[0]?.from ?? 0n),
    );
    return this.#hasSmaller(least, this.#best.shares);
  }

  /** Tells whether no shares further from the relaxation than these may make a better answer. */
  #endsSide(
    choice: Choice,
    shares: bigint,
    { cash, distance }: Level,
    after: Relaxation,
    isUpper: boolean,
  ): boolean {
    const smooth = this.#smooth(choice, shares, cash, after);
    if (smooth === null) return isUpper;
    return distance + smooth > this.#best.distance;
  }

  /** Returns the least distance of a position with some shares and all after it; it rises on either side of the relaxation. */
  #smooth(choice: Choice, shares: bigint, cash: bigint, after: Relaxation): bigint | null {
    const added = after.smoothDistance(this.#loose - cash * ONE - looseCashOf(choice, shares, this.costs));
    return added === null ? null : distanceOf(choice, shares) + added;
  }

  /** Takes an answer where it is better. @param last the shares of the positions that are not decided */
  #offer(last: readonly bigint[], cash: bigint, distance: bigint): void {
    if (distance > this.#best.distance) return;
    const shares = [...this.#shares.slice(0, this.#choices.length - last.length), ...last];
    const candidate = { shares, cash, distance };
    if (this.#isBetter(candidate, this.#best)) this.#best = candidate;
  }

  #isBetter(a: Candidate, b: Candidate): boolean {
    if (a.distance !== b.distance) return a.distance < b.distance;
    if (a.cash !== b.cash) return a.cash > b.cash;
    return this.#hasSmaller(a.shares, b.shares);
  }

  /** Tells whether the first different quantity by ticker is the smaller one. */
  #hasSmaller(a: readonly bigint[], b: readonly bigint[]): boolean {
    for (const at of this.#byTicker) {
      const [one, other] = [a[at] ?? 0n, b[at] ?? 0n];
      if (one !== other) return one < other;
    }
    return false;
  }

  /** Tells whether the search ends without a proof. */
  #stops(): boolean {
    if (this.#hasStopped) return true;
    if (this.#nodes >= this.bounds.nodes) this.#hasStopped = true;
    else if (this.#tolerance > 0n && this.#nodes >= this.bounds.patientNodes) {
      if (this.#best.distance - this.#least <= this.#tolerance) this.#hasStopped = true;
      else if (this.#nodes >= this.#nextBoundAt) {
        this.#nextBoundAt = this.#nodes + BOUND_EVERY;
        this.#hasStopped = this.#gap() <= this.#tolerance;
      }
    }
    return this.#hasStopped;
  }

  /** Returns the distance of the best answer less the least bound of what was not searched. */
  #gap(): bigint {
    let least: bigint | null = null;
    this.#levels.forEach(({ cash, distance, lower, upper }, at) => {
      const choice = this.#choices[at];
      const after = this.#rests[at + 1];
      if (choice === undefined || after === undefined) return;
      for (const shares of [lower, upper]) {
        if (shares === null) continue;
        const smooth = this.#smooth(choice, shares, cash, after);
        if (smooth !== null && (least === null || distance + smooth < least)) least = distance + smooth;
      }
    });
    const bound = least === null || least < this.#least ? this.#least : least;
    return bound < this.#best.distance ? this.#best.distance - bound : 0n;
  }
}

/** Below 0: the first one is dearer. */
function dearerFirst(a: Choice | undefined, b: Choice | undefined): number {
  const [one, other] = [a?.position.price ?? 0n, b?.position.price ?? 0n];
  if (one === other) return 0;
  return one > other ? -1 : 1;
}
