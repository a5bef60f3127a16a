import { parseCronItem, type ParsedCronItem } from 'graphile-worker';
import type { JobKind } from './jobKind.js';
import type { Schedule } from './task.js';

/** India has had no daylight saving time since 1945. */
const INDIA_MS = 5.5 * 3_600_000;

/**
 * Returns the schedule of a task as graphile-worker takes it. graphile-worker matches its patterns against UTC, so
 * that a pattern for 02:00 on Mondays in India would need 20:30 on Sundays, and one for the first day of a month could
 * not be written. We therefore parse the pattern with its parser and hand the time in India to its matcher.
 *
 * All processes may run the same schedule: graphile-worker adds each job once.
 *
 * @throws Error if the pattern is not one of cron
 */
export function cronItem(
  { name, queue, attempts }: JobKind,
  { at, catchUpMs = 0 }: Schedule,
): ParsedCronItem {
  const { match } = parseCronItem({ task: name, match: at }, `the schedule of ${name}`);
  return parseCronItem({
    task: name,
    // graphile-worker leaves out the year, which matters on 28 February only: the next day is the 29th or not. It asks
    // about now or a time within catchUpMs, so that day is of this year.
    match: ({ month, date, hour, min, dow }) => {
      const utc = Date.UTC(new Date().getUTCFullYear(), month - 1, date, hour, min);
      const india = new Date(utc + INDIA_MS);
      return match({
        min: india.getUTCMinutes(),
        hour: india.getUTCHours(),
        date: india.getUTCDate(),
        month: india.getUTCMonth() + 1,
        dow: (dow + (india.getUTCDate() === date ? 0 : 1)) % 7,
      });
    },
    options: {
      backfillPeriod: catchUpMs,
      maxAttempts: attempts,
      // At most one waits, if workers cannot keep up with the clock.
      jobKey: `cron ${name}`,
      ...(queue !== undefined && { queueName: queue }),
    },
  });
}
