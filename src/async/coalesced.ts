/**
 * Runs work that is requested more often than it has to be done, such as a check for something new. While a run is
 * under way, all further calls wait for one run that begins after it, because the run under way may have checked too
 * early for them.
 */
export class Coalesced<Result> {
  #running: Promise<Result> | null = null;
  #next: Promise<Result> | null = null;

  constructor(private readonly work: () => Promise<Result>) {}

  /**
   * The run that is under way, or null. It is for callers that need not wait for a run that begins after their call.
   */
  get running(): Promise<Result> | null {
    return this.#running;
  }

  /** Returns the result of a run that begins now or later. Rejects if that run fails. */
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

  /** Resolves when nothing is under way. Never rejects. */
  async idle(): Promise<void> {
    // The next run begins when the one under way has ended.
    for (let last = this.#last; last !== null; last = this.#last) await last.catch(() => undefined);
  }

  get #last(): Promise<Result> | null {
    return this.#next ?? this.#running;
  }
}
