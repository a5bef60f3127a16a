import type { Insight } from './insight.js';

/** Numbers by their names; null where they are not known. */
export type Facts<Name extends string> = Readonly<Record<Name, number | null>>;

/** A rule as data. It is tried only where all its numbers are known. */
export interface Rule<Name extends string> {
  readonly name: string;
  /** What it judges, and what its insight names. */
  readonly numbers: readonly Name[];
  readonly fires: (known: Readonly<Record<Name, number>>) => boolean;
  /** Returns the sentence, which has the numbers. */
  readonly says: (known: Readonly<Record<Name, number>>) => string;
}

/** Tries rules in their order, and returns the insights of those that fire. */
export function insightsOf<Name extends string>(
  rules: readonly Rule<Name>[],
  facts: Facts<Name>,
): readonly Insight[] {
  return rules.flatMap(({ name, numbers, fires, says }) => {
    if (!areKnown(facts, numbers) || !fires(facts)) return [];
    return {
      rule: name,
      sentence: says(facts),
      numbers: numbers.map((number) => ({ name: number, value: facts[number] })),
    };
  });
}

/** Whether those numbers are known that a rule may read. */
function areKnown<Name extends string>(
  facts: Facts<Name>,
  numbers: readonly Name[],
): facts is Readonly<Record<Name, number>> {
  return numbers.every((number) => facts[number] !== null);
}
