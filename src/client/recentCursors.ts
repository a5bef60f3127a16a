/** Events come in order and only the newest come twice, so that much more than a second's worth is enough. */
const KEPT = 10_000;

/** The newest cursors that an operation has seen. They are opaque: only equality says something. */
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
