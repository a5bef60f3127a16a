import { KeptBars } from '../market/store/keptBars.js';
import { KeptFacts } from '../market/store/keptFacts.js';
import type { ScoringSetup } from './scoringSetup.js';

/** What the tasks of this room are run with. */
export interface RunServices {
  readonly setup: ScoringSetup;
  /** Facts and bars that stay in memory between jobs, so that a job reads only what was imported since. */
  readonly kept: { readonly facts: KeptFacts; readonly bars: KeptBars };
  /** The time; that of the database by default. */
  readonly now?: (() => Date) | undefined;
  /** How many days of a backfill one job scores; 100 by default. */
  readonly daysPerJob?: number | undefined;
  /** After how long a job is due again that only workers with the served method can do; 10 s by default. */
  readonly othersInMs?: number | undefined;
}

export function createRunServices(
  setup: ScoringSetup,
  options: Pick<RunServices, 'now' | 'daysPerJob' | 'othersInMs'> = {},
): RunServices {
  return { setup, kept: { facts: new KeptFacts(), bars: new KeptBars() }, ...options };
}
