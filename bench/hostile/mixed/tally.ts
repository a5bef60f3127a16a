/** What the callers of a run were answered. */
export class Tally {
  /** How often each kind of caller got each answer, such as "reader, scores: 200". */
  readonly answers = new Map<string, number>();
  /** The wrong ones among them. */
  readonly wrong = new Map<string, number>();
  /** The longest that a change of a key was not known to the server, in milliseconds. */
  longestLag = 0;

  add(what: string, isRight: boolean): void {
    count(this.answers, what);
    if (!isRight) count(this.wrong, what);
  }

  lag(ms: number): void {
    this.longestLag = Math.max(this.longestLag, ms);
  }

  get total(): number {
    return [...this.answers.values()].reduce((sum, one) => sum + one, 0);
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
