/** Facts of a file, and where they stand in it. */
export interface FactsOnLines<Fact> {
  readonly file: string;
  readonly facts: readonly Fact[];
  /** The line of each fact. */
  readonly lines: readonly number[];
}

/**
 * Returns the facts of a file for which a condition holds, with their lines.
 *
 * @param isPicked asked once for each fact, in their order
 */
export function pickFacts<Fact>(
  { file, facts, lines }: FactsOnLines<Fact>,
  isPicked: (fact: Fact, place: number) => boolean,
): FactsOnLines<Fact> {
  const picked: Fact[] = [];
  const linesOf: number[] = [];
  for (const [place, fact] of facts.entries()) {
    if (!isPicked(fact, place)) continue;
    picked.push(fact);
    linesOf.push(lines[place]);
  }
  return { file, facts: picked, lines: linesOf };
}
