import type pg from 'pg';
import type { Feed } from './market/feeds/feed.js';
import type { FeedServices } from './market/feeds/feedServices.js';
import { importFeedFile } from './market/feeds/importFeedFile.js';
import { loadFeeds } from './market/feeds/loadFeeds.js';
import { queueOutdated } from './runs/outdatedJob.js';
import type { Environment, Settings } from './settings.js';

/**
 * Reads the feeds that the settings name.
 *
 * @param env where headers take their secrets from
 * @throws UserError where the file cannot be used
 */
export const feedsOf = ({ feeds }: Pick<Settings, 'feeds'>, env: Environment): Promise<readonly Feed[]> =>
  loadFeeds(feeds.file ?? undefined, env);

/** Makes what the tasks of feeds need. Each file that touches scores queues a rescore in its transaction. */
export function feedServicesOf(
  pool: pg.Pool,
  feeds: readonly Feed[],
  settings: Pick<Settings, 'feeds' | 'imports'>,
  env: Environment,
): FeedServices {
  const { catchUp, recheck, stillSeconds } = settings.feeds;
  return {
    feeds,
    importFile: importFeedFile(pool, { onRecorded: queueOutdated, limits: settings.imports }),
    ...{ catchUp, recheck, stillMs: stillSeconds * 1000, env },
  };
}
