/** Decisions, each a number. The numbers behind the end are zeros, which choose the simplest. */
export class Tape {
  #at = 0;

  constructor(private readonly numbers: Uint16Array) {}

  /** 0 to below `end`. */
  below(end: number): number {
    return (this.numbers[this.#at++] ?? 0) % end;
  }

  /** True once in so many times. */
  onceIn(times: number): boolean {
    return this.below(times) === times - 1;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)];
  }
}
