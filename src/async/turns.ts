/**
 * Runs a few pieces of work at a time, in the order in which they were requested. Between the end of one and the
 * beginning of the next the event loop turns, so that a long queue does not hold up other work.
 *
 * @example
 * const turns = new Turns(2);
 * const days = await Promise.all(runs.map((run) => turns.inTurn(() => explain(run))));
 */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many pieces of work may run at a time */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Runs work once it is its turn, and returns its result. Work that fails passes its turn on like any other. */
  async inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#giveOnSoon();
    }
  }

  /**
   * Lets work that has its turn wait for something else: the turn is given on, and the work goes on with another one.
   *
   * @param wait begins what is waited for, within the turn
   */
  async outOfTurn<Result>(wait: () => Promise<Result>): Promise<Result> {
    const waiting = wait();
    this.#giveOnSoon();
    try {
      return await waiting;
    } finally {
      await this.#take();
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #giveOnSoon(): void {
    // This uses the global timer, which a simulation replaces.
    setImmediate(() => this.#giveOn());
  }

  #giveOn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
