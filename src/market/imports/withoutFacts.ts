import { pickFacts, type FactsOnLines } from './factsOnLines.js';
import type { RefusedRow, Refusal } from './refusal.js';

/** Facts of a file that go in, and the refusals of others. */
export interface RemainingFacts<Fact> extends FactsOnLines<Fact> {
  readonly refusals: readonly Refusal[];
}

/**
 * Takes facts out that are refused, as withoutBars does with bars.
 *
 * @param refused returns why the fact at a place is refused; null where it is not
 */
export function withoutFacts<Fact>(
  read: FactsOnLines<Fact>,
  refused: (fact: Fact, place: number) => RefusedRow | null,
): RemainingFacts<Fact> {
  const { file, lines } = read;
  const refusals: Refusal[] = [];
  const left = pickFacts(read, (fact, place) => {
    const why = refused(fact, place);
    if (why === null) return true;
    const { column, value, rule, reason } = why;
    refusals.push({ file, line: lines[place], column, value, rule, reason });
    return false;
  });
  return { ...left, refusals };
}
