/** Parts of a period. To visit ten thousand clients at once would hold up everything else. */
const SLICES = 15;

/** Visits each member once in a period, one slice of them at a time, until it is stopped. */
export class Rounds<Member> {
  readonly #slices: readonly Set<Member>[] = Array.from({ length: SLICES }, () => new Set<Member>());
  readonly #timer: NodeJS.Timeout;
  #next = 0;

  constructor(periodMs: number, visit: (member: Member) => void) {
    this.#timer = setInterval(() => {
      this.#next = (this.#next + 1) % SLICES;
      for (const member of this.#slices[this.#next]) visit(member);
    }, periodMs / SLICES);
    this.#timer.unref();
  }

  /** Adds a member, which is first visited after a whole period. */
  add(member: Member): void {
    this.#slices[this.#next].add(member);
  }

  delete(member: Member): void {
    for (const slice of this.#slices) {
      if (slice.delete(member)) return;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
