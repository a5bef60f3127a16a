import type { FactDataset } from '../datasets/dataset.js';
import { isoOf } from '../day.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import { byLine, type Flag } from '../imports/refusal.js';
import type { WrittenFacts } from './writtenFacts.js';

/** Returns what a dataset finds odd about facts of a file, in the order of their lines. */
export async function writtenFlags<Fact>(
  dataset: FactDataset<string, Fact>,
  { file, facts, lines }: FactsOnLines<Fact>,
  written: WrittenFacts<Fact>,
): Promise<Flag[]> {
  const found = (await dataset.flags?.(written)) ?? [];
  if (found.length === 0) return [];
  const lineOf = new Map(facts.map((fact, place) => [fact, lines[place]]));
  return found
    .map(({ fact, ticker, kind, day, metric, detail }) => ({
      file,
      line: lineOf.get(fact) ?? 0,
      kind,
      ticker,
      date: day === day ? isoOf(day) : ('' as const),
      metric,
      detail,
    }))
    .sort(byLine);
}
