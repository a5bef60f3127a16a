/** What the callers of a run were answered. */
export class Tally {
  /** How often each kind of caller got each answer, such as "reader, scores: 200". */
  readonly answers = new Map<string, number>();
  /** The wrong ones among them. */
  readonly wrong = new Map<string, number>();
  /** The longest that the server went by what it knew before a change of a key, in milliseconds. */
  readonly longestLags = new Map<string, number>();

  add(what: string, isRight: boolean): void {
    count(this.answers, what);
    if (!isRight) count(this.wrong, what);
  }

  /** @param what over which the server was asked */
  lag(what: string, ms: number): void {
    this.longestLags.set(what, Math.max(this.longestLags.get(what) ?? 0, ms));
  }

  get total(): number {
    return [...this.answers.values()].reduce((sum, one) => sum + one, 0);
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
