import type { FactDataset } from '../datasets/dataset.js';
import type { Refusal } from './refusal.js';

/** Facts of a file, and the line of each. */
interface TakenFacts<Fact> {
  readonly file: string;
  readonly facts: readonly Fact[];
  readonly lines: readonly number[];
}

/**
 * Returns the facts of a file without those that contradict another one of the file or of the store, and the refusals of
 * these.
 *
 * @param stored current facts of the store; none where only the file is looked at
 */
export function withoutContradictions<Fact>(
  { contradictions }: FactDataset<string, Fact>,
  { file, facts, lines }: TakenFacts<Fact>,
  stored: readonly Fact[],
): TakenFacts<Fact> & { readonly refusals: readonly Refusal[] } {
  const refused = contradictions?.refused(facts, stored);
  if (refused === undefined || refused.size === 0) return { file, facts, lines, refusals: [] };
  const refusals: Refusal[] = [];
  const isTaken = facts.map((fact, place) => {
    const why = refused.get(fact);
    if (why === undefined) return true;
    const { column, value, rule, reason } = why;
    refusals.push({ file, line: lines[place], column, value, rule, reason });
    return false;
  });
  return {
    file,
    facts: facts.filter((_, place) => isTaken[place]),
    lines: lines.filter((_, place) => isTaken[place]),
    refusals,
  };
}
