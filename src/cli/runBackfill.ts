import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { OpenDatabase } from '../database/openDatabase.js';
import { feedServicesOf, feedsOf } from '../feedServicesOf.js';
import { startWorkers } from '../jobs/startWorkers.js';
import { Backfills } from '../market/feeds/backfills.js';
import { FeedChanges } from '../market/feeds/feedChanges.js';
import {
  readBackfill,
  readBackfillDays,
  type BackfillDayRow,
  type BackfillRow,
} from '../market/feeds/readBackfill.js';
import { updateFeatures } from '../market/store/updateFeatures.js';
import { fetchFeed } from '../market/tasks/fetchFeed.js';
import { configuredSetup } from '../runs/configuredSetup.js';
import { scoreOutdated, type ScoredOutdated } from '../runs/scoreOutdated.js';
import { readSettings } from '../settings.js';
import { progressOn } from './progress.js';
import { sayMarketReturns } from './sayMarketReturns.js';
import type { Terminal } from './terminal.js';

const LOOK_MS = 200;
const silent = (): void => undefined;
/** What fails is told at the end. */
const SILENT = { debug: silent, info: silent, warn: silent, error: silent };

/** A backfill that has ended. */
export interface EndedBackfill {
  readonly backfill: BackfillRow;
  readonly days: readonly BackfillDayRow[];
  /** Null if the store has no prices. */
  readonly scored: ScoredOutdated | null;
}

/**
 * Begins a backfill, works on its jobs until it has ended, and scores the days that it touches. A service with the same store
 * works with us; one that is started later goes on with what we leave if we are stopped.
 *
 * @param begin stores the backfill, and returns it
 */
export async function runBackfill(
  { jobs, pool, writers }: Pick<OpenDatabase, 'jobs' | 'pool' | 'writers'>,
  terminal: Terminal,
  begin: (changes: FeedChanges) => Promise<BackfillRow>,
): Promise<EndedBackfill> {
  const settings = readSettings(terminal.env);
  const feeds = await feedsOf(settings, terminal.env);
  const setup = await configuredSetup(settings);
  const backfills = new Backfills({ feeds, most: settings.feeds.backfillDays });
  const { id } = await begin(new FeedChanges({ pool, writers }, feeds, backfills));
  const services = { feeds: feedServicesOf(jobs, feeds, settings, terminal.env) };
  const workers = await startWorkers({ pool: jobs }, [fetchFeed], SILENT, { services });
  const progress = progressOn(terminal);
  try {
    const backfill = await untilEnded(jobs, id, ({ done, total }) => progress.show('days', done, total));
    await workers.stop();
    await updateFeatures(jobs, (done, total) => progress.show('features', done, total));
    const scored = await scoreOutdated(jobs, setup, {
      onProgress: (done, total) => progress.show('scores', done, total),
    });
    sayMarketReturns(scored, terminal);
    return { backfill, days: await readBackfillDays(jobs, id), scored };
  } finally {
    progress.stop();
    await workers.stop();
  }
}

async function untilEnded(
  pool: pg.Pool,
  id: number,
  onProgress: (backfill: BackfillRow) => void,
): Promise<BackfillRow> {
  for (;;) {
    const backfill = await readBackfill(pool, id);
    if (backfill === null) throw new Error(`Expected backfill ${id} in the store, but it is gone.`);
    onProgress(backfill);
    if (backfill.status !== 'QUEUED' && backfill.status !== 'RUNNING') return backfill;
    await wait(LOOK_MS);
  }
}
