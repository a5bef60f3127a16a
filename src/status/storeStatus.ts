import { Remembered } from '../async/remembered.js';
import type { Database } from '../database/database.js';
import { scoresBehind, type ScoresBehind } from '../runs/scoresBehind.js';
import type { Day } from '../scoring/names.js';
import { countAccounts, type AccountCounts } from './accountCounts.js';
import { countAlerts, type AlertCounts } from './alertCounts.js';
import { countFeeds, type FeedCounts } from './feedCounts.js';
import { countJobs, type QueueState } from './countJobs.js';
import { countRuns, type RunCounts } from './countRuns.js';
import { ImportCounts, type DatasetImports } from './importCounts.js';
import { NewestFacts } from './newestFacts.js';
import { newestSessions, type NewestSessions } from './newestSessions.js';
import { readStoreFacts, type StoreFacts } from './storeFacts.js';
import { countUsage, type UsageCounts } from './usageCounts.js';

/** What operators watch of the store, as of one look. All processes of a store read the same. */
export interface StoreState {
  readonly facts: StoreFacts;
  readonly queue: QueueState;
  readonly runs: readonly RunCounts[];
  readonly sessions: NewestSessions;
  readonly imports: ReadonlyMap<string, DatasetImports>;
  readonly newestFacts: ReadonlyMap<string, Day>;
  readonly accounts: AccountCounts;
  readonly feeds: readonly FeedCounts[];
  readonly alerts: AlertCounts;
  readonly usage: UsageCounts;
  /** Null: the scores of the newest session were computed from all of its facts. */
  readonly behind: ScoresBehind | null;
}

/**
 * Looks at the store for health and metrics. It uses a connection of its own, looks at most once a second however often it is
 * asked, and never lets callers wait for a database that does not answer.
 */
export class StoreStatus {
  readonly #behind: Remembered<{ readonly behind: ScoresBehind | null }>;
  readonly #state: Remembered<StoreState>;

  constructor({ watch }: Pick<Database, 'watch'>) {
    const imports = new ImportCounts();
    const newest = new NewestFacts();
    this.#behind = new Remembered(async () => ({ behind: await scoresBehind(watch) }));
    this.#state = new Remembered(async () => {
      const facts = await readStoreFacts(watch);
      const queue = await countJobs(watch);
      const runs = await countRuns(watch);
      const sessions = await newestSessions(watch);
      const imported = await imports.read(watch);
      const newestFacts = await newest.read(watch, imported);
      const accounts = await countAccounts(watch);
      const feeds = await countFeeds(watch);
      const alerts = await countAlerts(watch);
      const usage = await countUsage(watch);
      const behind = await scoresBehind(watch);
      return {
        facts,
        queue,
        runs,
        sessions,
        imports: imported,
        newestFacts,
        accounts,
        feeds,
        alerts,
        usage,
        behind,
      };
    });
  }

  /** Returns the state, a moment old at most if the store answers in time; null if it does not. */
  state(): Promise<StoreState | null> {
    return this.#state.get();
  }

  /** Returns since when scores are behind; null if they are not, or the store does not answer. */
  async behind(): Promise<ScoresBehind | null> {
    return (await this.#behind.get())?.behind ?? null;
  }
}
