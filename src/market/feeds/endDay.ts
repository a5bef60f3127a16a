import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { IsoDate } from '../../scoring/names.js';
import { endBackfillDays } from './endBackfillDays.js';
import { feedNow } from './feedNow.js';
import { lockFeed } from './feedRow.js';
import type { FeedServices } from './feedServices.js';

/** Ends a day that nothing can be asked for; a file that was taken before is still the file of the day. */
export function giveUpDay(
  pool: pg.Pool,
  feed: string,
  day: IsoDate,
  reason: string,
  { now: clock }: Pick<FeedServices, 'now'>,
): Promise<void> {
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const now = await feedNow(client, clock);
      await lockFeed(client, feed, now);
      await client.query(
        `UPDATE feed_days SET checked_at = $3, error = $4, next_at = NULL,
           status = CASE WHEN succeeded_at IS NULL THEN 'FAILED' ELSE 'SUCCEEDED' END
         WHERE feed = $1 AND day = $2 AND status IN ('QUEUED', 'RUNNING')`,
        [feed, day, now, reason],
      );
      await endBackfillDays(
        client,
        feed,
        day,
        { status: 'FAILED', rows: null, attempts: 0, error: reason },
        now,
      );
    }),
  );
}
