/**
 * Lets work be done a few at a time, in the order in which it was asked for. Between the end of one and the beginning
 * of the next the event loop turns, so that a long queue holds up nothing else.
 *
 * @example
 * const turns = new Turns(2);
 * const days = await Promise.all(runs.map((run) => turns.inTurn(() => explain(run))));
 */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many may work at a time */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Does work once it is its turn, and returns what it gives. Work that fails gives its turn on like any other. */
  async inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // By the global timer, which a simulation replaces.
      setImmediate(() => this.#giveOn());
    }
  }

  #giveOn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
