import { KeptBars } from '../market/store/keptBars.js';
import { KeptFacts } from '../market/store/keptFacts.js';
import type { ScoringSetup } from './scoringSetup.js';

/** The services that the tasks of this room need. */
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

/** Makes the services of a worker, which keeps facts and bars for as long as they exist. */
export function createRunServices(
  setup: ScoringSetup,
  options: Pick<RunServices, 'now' | 'daysPerJob' | 'othersInMs'> = {},
): RunServices {
  return { setup, kept: { facts: new KeptFacts(), bars: new KeptBars() }, ...options };
}
