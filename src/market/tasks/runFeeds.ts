import { z } from 'zod';
import { UPKEEP } from '../../jobs/upkeep.js';
import type { Task } from '../../jobs/task.js';
import type { FeedServices } from '../feeds/feedServices.js';
import { queueDueDays } from '../feeds/queueDueDays.js';
import { storeCalendar } from '../feeds/storeCalendar.js';

/**
 * Each minute: enqueues the days of feeds that are due, and looks into watched folders. The queue adds the job once for all
 * processes, and what is due follows from the store, so that nothing is lost while no process ran.
 */
export const runFeeds: Task<Readonly<Record<string, never>>, { readonly feeds: FeedServices }> = {
  name: 'run_feeds',
  queue: UPKEEP,
  payload: z.strictObject({}),
  attempts: 1,
  timeoutMs: 300_000,
  cron: { at: '* * * * *' },
  async run(_payload, { pool, services, log, signal }) {
    const { feeds } = services;
    const working = feeds.feeds.filter(({ off }) => off === null);
    if (working.length === 0) return;
    const calendar = await storeCalendar(pool);
    for (const feed of working) {
      signal.throwIfAborted();
      try {
        const queued = await queueDueDays(pool, feed, calendar, feeds);
        if (queued > 0) log.info({ feed: feed.name, queued }, 'days of a feed are due');
      } catch (error) {
        // The other feeds must not wait for this one.
        log.error(
          { err: error, feed: feed.name },
          'could not see what is due of a feed; trying again in a minute',
        );
      }
    }
  },
};
