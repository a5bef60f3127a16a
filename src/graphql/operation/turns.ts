import { setImmediate } from 'node:timers/promises';

/** Lets some work be done a few at a time, with room for everything else in between. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many at a time */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** @param mustWait whether the work is of the kind that takes turns; else it is done at once */
  async inTurn<Result>(mustWait: boolean, work: () => Promise<Result>): Promise<Result> {
    if (!mustWait) return work();
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      void setImmediate().then(() => {
        const next = this.#waiting.shift();
        if (next === undefined) this.#free++;
        else next();
      });
    }
  }
}
