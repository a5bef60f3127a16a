/** Events arrive in order, and only the newest ones arrive twice, so that a few seconds' worth is enough. */
const KEPT = 10_000;

/** The newest cursors that an operation has seen. Cursors are opaque: they can only be compared for equality. */
export class RecentCursors {
  readonly #cursors = new Set<string>();

  has(cursor: string): boolean {
    return this.#cursors.has(cursor);
  }

  add(cursor: string): void {
    this.#cursors.add(cursor);
    if (this.#cursors.size <= KEPT) return;
    for (const oldest of this.#cursors) {
      this.#cursors.delete(oldest);
      return;
    }
  }
}
