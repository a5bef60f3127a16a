/** The work of one party, in the order in which it was requested. */
interface Line {
  readonly waiting: (() => void)[];
  running: number;
}

/**
 * Runs work of many parties in fair turns. The parties that have work waiting take turns, so that one with much of it
 * holds up only itself. At most one piece of work begins in each turn of the event loop, so that a long queue does not
 * hold up other work either.
 *
 * @example
 * const turns = new FairTurns(4);
 * await turns.inTurn(['10.0.0.1'], () => executePage());
 */
export class FairTurns {
  readonly #lines = new Map<string, Line>();
  /** Lines of which work may begin, in the order of their turns. */
  readonly #ready = new Set<Line>();
  #isScheduled = false;
  #running = 0;

  /**
   * @param atOnce how many pieces of work of one party may run at a time
   * @param together how many of all parties may; by default without limit
   */
  constructor(
    private readonly atOnce: number,
    private readonly together = Infinity,
  ) {}

  /**
   * Runs work once it is its turn, and returns its result.
   *
   * @param names the parties that want the work, at least one; it counts as work of the one that has the least to do
   */
  async inTurn<Result>(names: readonly string[], work: () => Result | Promise<Result>): Promise<Result> {
    const name = this.#idlest(names);
    let line = this.#lines.get(name);
    if (line === undefined) this.#lines.set(name, (line = { waiting: [], running: 0 }));
    const { waiting } = line;
    const turn = new Promise<void>((resolve) => waiting.push(resolve));
    this.#offer(line);
    await turn;
    try {
      return await work();
    } finally {
      line.running--;
      this.#running--;
      if (line.running === 0 && waiting.length === 0) this.#lines.delete(name);
      this.#offer(line);
    }
  }

  #idlest(names: readonly string[]): string {
    let [idlest, least] = [names[0], Infinity];
    for (const name of names) {
      const line = this.#lines.get(name);
      const load = line === undefined ? 0 : line.waiting.length + line.running;
      if (load < least) [idlest, least] = [name, load];
      if (load === 0) break;
    }
    return idlest;
  }

  #offer(line: Line): void {
    if (line.waiting.length > 0 && line.running < this.atOnce) this.#ready.add(line);
    if (this.#isScheduled || this.#ready.size === 0 || this.#running >= this.together) return;
    this.#isScheduled = true;
    // This uses the global timer, which a simulation replaces.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#giveTurn();
    });
  }

  #giveTurn(): void {
    for (const line of this.#ready) {
      this.#ready.delete(line);
      line.running++;
      this.#running++;
      line.waiting.shift()?.();
      this.#offer(line);
      return;
    }
  }
}
