import type pg from 'pg';
import { scoredMethods } from './scoredMethods.js';
import type { ScoringSetup } from './scoringSetup.js';
import { setupsOf } from './setupsOf.js';

/** The methods of a process, in the order in which they are scored. */
export interface SetupsInTurn {
  /**
   * At least one; that of the served method is the first, so that it never waits for others. These are in alphabetical order,
   * whatever METHODS says: a job that goes on with a method means those after it in each process.
   */
  readonly setups: readonly ScoringSetup[];
  /** Whether other processes score a method of the store that this one does not have. */
  readonly lacksOthers: boolean;
}

/** Puts the methods that a process scores into their order, by what the store serves at the moment. */
export async function setupsInTurn(
  client: pg.ClientBase | pg.Pool,
  setup: ScoringSetup,
): Promise<SetupsInTurn> {
  const setups = [...setupsOf(setup)].sort((a, b) => (a.method.name < b.method.name ? -1 : 1));
  const stored = await scoredMethods(client);
  const isServed = ({ method }: ScoringSetup) => method.name === stored[0];
  return {
    setups: [...setups.filter(isServed), ...setups.filter((one) => !isServed(one))],
    lacksOthers: stored.some((name) => setups.every(({ method }) => method.name !== name)),
  };
}
