/**
 * Work that is asked for more often than it is done: while it is under way, all who ask wait for one that begins
 * after it, as that one may have looked too early for them.
 */
export class Coalesced<Result> {
  #running: Promise<Result> | null = null;
  #next: Promise<Result> | null = null;

  constructor(private readonly work: () => Promise<Result>) {}

  run(): Promise<Result> {
    if (this.#running === null) {
      this.#running = this.work().finally(() => (this.#running = null));
      return this.#running;
    }
    return (this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.run();
      }));
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    // The next one begins when the one under way has ended.
    for (let last = this.#last; last !== null; last = this.#last) await last.catch(() => undefined);
  }

  get #last(): Promise<Result> | null {
    return this.#next ?? this.#running;
  }
}
