import { ceilDivided } from '../money/division.js';
import { perOne, RATE } from '../money/units.js';
import { cashOf, distanceOf, looseCashOf, mostCashOf, type Choice } from './choice.js';
import { givingUp } from './givingUp.js';
import { greatestDivisor } from './greatestDivisor.js';
import type { TradeCosts } from './problem.js';
import { Steps } from './steps.js';

const ONE = perOne(RATE);

/** Positions that all take what they prefer, and the most that they can give. */
interface Sums {
  /** What they add to the cash, in units of MONEY. */
  readonly cash: bigint;
  /** The same with costs that are not rounded, in units of MONEY × RATE. */
  readonly looseCash: bigint;
  /** In units of VALUE. */
  readonly distance: bigint;
  /** The most that they can add to the cash, in units of MONEY. */
  readonly mostCash: bigint;
  /** Value that they give up before anything is sold, in units of MONEY. */
  readonly bought: bigint;
  /** What every value that they give up is a multiple of, in units of MONEY. */
  readonly divisor: bigint;
}

/**
 * The positions that a search has not decided yet, as if shares could be divided and costs were not rounded. Their distance
 * is then never more than that of whole shares with their costs. Between two whole numbers of shares, the distance is taken
 * from the straight line: whole numbers never lie below it.
 */
export class Relaxation {
  private constructor(
    private readonly costs: TradeCosts,
    readonly sums: Sums,
    /** By the cash that is freed, in units of MONEY × RATE. */
    private readonly byCash: Steps,
    /** By the value that is given up, in units of MONEY. */
    private readonly byValue: Steps,
  ) {}

  /** Of no positions. */
  static none(costs: TradeCosts): Relaxation {
    const sums = { cash: 0n, looseCash: 0n, distance: 0n, mostCash: 0n, bought: 0n, divisor: 0n };
    return new Relaxation(costs, sums, Steps.NONE, Steps.NONE);
  }

  /** Adds a position. */
  with(choice: Choice): Relaxation {
    const { costs, sums } = this;
    const { position, preferred } = choice;
    let { bought } = sums;
    let { byCash, byValue } = this;
    for (const step of givingUp(choice, costs)) {
      byCash = byCash.with(step);
      byValue = byValue.with({ amount: step.value, distance: step.distance });
      if (step.isBought) bought += step.value;
    }
    const all = {
      cash: sums.cash + cashOf(choice, preferred, costs),
      looseCash: sums.looseCash + looseCashOf(choice, preferred, costs),
      distance: sums.distance + distanceOf(choice, preferred),
      mostCash: sums.mostCash + mostCashOf(choice, costs),
      bought,
      divisor: greatestDivisor(sums.divisor, position.price),
    };
    return new Relaxation(costs, all, byCash, byValue);
  }

  /**
   * Returns the least distance at which they add so much to the cash; null: they cannot.
   *
   * @param cash in units of MONEY × RATE
   * @returns units of VALUE. It never falls as the cash rises, and rises faster and faster.
   */
  smoothDistance(cash: bigint): bigint | null {
    const added = this.byCash.leastFor(cash - this.sums.looseCash);
    return added === null ? null : this.sums.distance + added;
  }

  /** The same, where the value that is given up is a multiple of the divisor of the prices: never less, and not smooth. */
  distance(cash: bigint): bigint | null {
    const missing = cash - this.sums.looseCash;
    const smooth = this.byCash.leastFor(missing);
    const whole = this.byValue.leastFor(this.#leastValue(missing));
    if (smooth === null || whole === null) return null;
    return this.sums.distance + (smooth > whole ? smooth : whole);
  }

  /** Returns the most cash that they add at a distance, in units of MONEY × RATE; null: they are always further. */
  mostCash(distance: bigint): bigint | null {
    const added = distance - this.sums.distance;
    return added < 0n ? null : this.sums.looseCash + this.byCash.mostFor(added);
  }

  /**
   * Returns how many shares fewer than preferred another position takes where shares may be divided. What all can give alike
   * is shared out by what each can give, so that each has room on both sides.
   *
   * @param cash what both add, in units of MONEY × RATE
   * @returns the whole shares, and what is left of one as a fraction of two numbers
   */
  sharesFewer(choice: Choice, cash: bigint): readonly [whole: bigint, over: bigint, under: bigint] {
    let missing = cash - this.sums.looseCash - looseCashOf(choice, choice.preferred, this.costs);
    let shares = 0n;
    for (const step of givingUp(choice, this.costs)) {
      const [cheaper, same] = this.byCash.amountsAround(step);
      const left = missing - cheaper;
      if (left <= 0n) break;
      if (left < step.amount + same) {
        const part = (left * step.amount) / (step.amount + same);
        const perShare = step.amount / step.shares;
        return [shares + part / perShare, part % perShare, perShare];
      }
      shares += step.shares;
      missing -= step.amount;
    }
    return [shares, 0n, 1n];
  }

  /** Returns the least value that is given up to free cash, in units of MONEY, as a multiple of the divisor. */
  #leastValue(cash: bigint): bigint {
    if (cash <= 0n) return 0n;
    const { bought, divisor } = this.sums;
    const { buyRate, sellRate } = this.costs;
    const fromBought = bought * (ONE + buyRate);
    const value =
      cash <= fromBought
        ? ceilDivided(cash, ONE + buyRate)
        : bought + ceilDivided(cash - fromBought, ONE - sellRate);
    return divisor === 0n ? value : ceilDivided(value, divisor) * divisor;
  }
}
