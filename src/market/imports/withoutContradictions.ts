import type { FactDataset } from '../datasets/dataset.js';
import type { FactsOnLines } from './factsOnLines.js';
import { withoutFacts, type RemainingFacts } from './withoutFacts.js';

/**
 * Returns the facts of a file without those that contradict another one of the file or of the store, and the refusals of
 * these.
 *
 * @param stored current facts of the store; none where only the file is looked at
 */
export function withoutContradictions<Fact>(
  { contradictions }: FactDataset<string, Fact>,
  { file, facts, lines }: FactsOnLines<Fact>,
  stored: readonly Fact[],
): RemainingFacts<Fact> {
  const refused = contradictions?.refused(facts, stored);
  if (refused === undefined || refused.size === 0) return { file, facts, lines, refusals: [] };
  return withoutFacts({ file, facts, lines }, (fact) => refused.get(fact) ?? null);
}
