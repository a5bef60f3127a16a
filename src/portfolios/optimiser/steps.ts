import { ceilDivided } from '../money/division.js';

/** A way to give something up: so much is freed at so much distance, or any part of both. */
export interface Step {
  /** Above 0. */
  readonly amount: bigint;
  readonly distance: bigint;
}

/** Steps in the order in which they are worth taking: the least distance for what is freed first. */
export class Steps {
  static readonly NONE = new Steps([], [], []);

  /**
   * @param steps by distance / amount; no two have the same one
   * @param amounts the sums of all up to each step
   * @param distances likewise
   */
  private constructor(
    private readonly steps: readonly Step[],
    private readonly amounts: readonly bigint[],
    private readonly distances: readonly bigint[],
  ) {}

  /** Adds a step. */
  with(step: Step): Steps {
    const { steps } = this;
    const at = this.#after((other) => compare(other, step) < 0);
    const there = steps[at];
    const isMerged = there !== undefined && compare(there, step) === 0;
    const added = isMerged
      ? { amount: there.amount + step.amount, distance: there.distance + step.distance }
      : step;
    const all = [...steps.slice(0, at), added, ...steps.slice(isMerged ? at + 1 : at)];
    const amounts = this.amounts.slice(0, at);
    const distances = this.distances.slice(0, at);
    let amount = amounts.at(-1) ?? 0n;
    let distance = distances.at(-1) ?? 0n;
    for (const one of all.slice(at)) {
      amounts.push((amount += one.amount));
      distances.push((distance += one.distance));
    }
    return new Steps(all, amounts, distances);
  }

  /** Returns the least distance at which an amount is freed, rounded up; null: so much cannot be freed. */
  leastFor(amount: bigint): bigint | null {
    if (amount <= 0n) return 0n;
    const { amounts, distances, steps } = this;
    const at = this.#after((_, index) => (amounts[index] ?? 0n) < amount);
    const step = steps[at];
    if (step === undefined) return null;
    const left = amount - (amounts[at - 1] ?? 0n);
    return (distances[at - 1] ?? 0n) + ceilDivided(step.distance * left, step.amount);
  }

  /** Returns the greatest amount that is freed at a distance, rounded down. */
  mostFor(distance: bigint): bigint {
    const at = this.#after((_, index) => (this.distances[index] ?? 0n) <= distance);
    const step = this.steps[at];
    const all = this.amounts[at - 1] ?? 0n;
    if (step === undefined) return all;
    return all + (step.amount * (distance - (this.distances[at - 1] ?? 0n))) / step.distance;
  }

  /** Returns the amount that is freed more cheaply than by a step, and that which is freed as cheaply. */
  amountsAround(step: Step): readonly [cheaper: bigint, same: bigint] {
    const at = this.#after((other) => compare(other, step) < 0);
    const next = this.steps[at];
    const isSame = next !== undefined && compare(next, step) === 0;
    return [this.amounts[at - 1] ?? 0n, isSame ? next.amount : 0n];
  }

  /** Returns the index after the last step that is before something. */
  #after(isBefore: (step: Step, index: number) => boolean): number {
    let at = 0;
    for (let end = this.steps.length; at < end;) {
      const middle = (at + end) >>> 1;
      const step = this.steps[middle];
      if (step !== undefined && isBefore(step, middle)) at = middle + 1;
      else end = middle;
    }
    return at;
  }
}

/** Below 0: the first one is at less distance for what it frees. */
function compare(a: Step, b: Step): number {
  const [left, right] = [a.distance * b.amount, b.distance * a.amount];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
