import { sql } from 'kysely';
import { TradingCalendar } from '../../market/calendar.js';
import { feedStates, selectFeeds, type FeedState } from '../../market/feeds/readFeeds.js';
import { nseCalendar } from '../../market/imports/nseCalendar.js';
import { calendarLoader } from '../calendar/calendarLoader.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

/** Loads the feeds of the file with their state, in its order, once for an operation. */
export function feedsLoader({
  feeds,
  reads,
}: Pick<LoaderSources, 'feeds' | 'reads'>): () => Promise<readonly FeedState[]> {
  return onceLoader(async () => {
    const [shipped, { entries }, rows, [{ now }]] = await Promise.all([
      nseCalendar(),
      calendarLoader({ reads })(),
      reads.rows(selectFeeds),
      reads.rows(sql<{ readonly now: string }>`SELECT now() AS now`),
    ]);
    // Later entries of a day replace earlier ones.
    const calendar = new TradingCalendar([...shipped, ...entries.values()]);
    return feedStates(rows, feeds, calendar, new Date(now));
  });
}
