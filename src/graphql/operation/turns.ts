import { setImmediate } from 'node:timers/promises';

/** Does work a few pieces at a time, and lets the event loop turn in between. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many pieces of work run at a time */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** @param mustWait false: the work is begun at once, and does not count */
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
