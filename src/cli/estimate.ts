/** Estimates how long a task takes from how long its first steps took. */
export class Estimate {
  #total = -1;
  #startedAt = 0;
  #doneAtStart = 0;
  #done = 0;

  /** @param now the time in milliseconds, from any beginning */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Milliseconds since the task began. */
  get elapsed(): number {
    return this.now() - this.#startedAt;
  }

  /**
   * Returns how long the rest takes if the steps go on as they did. Another total, or fewer steps than before, begin
   * another task.
   *
   * @returns milliseconds; null before the first step is done
   */
  left(done: number, total: number): number | null {
    if (total !== this.#total || done < this.#done) {
      this.#total = total;
      this.#startedAt = this.now();
      this.#doneAtStart = done;
    }
    this.#done = done;
    const steps = done - this.#doneAtStart;
    return steps <= 0 ? null : (this.elapsed / steps) * (total - done);
  }
}
