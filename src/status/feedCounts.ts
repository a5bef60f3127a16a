import type pg from 'pg';

/** What became of the attempts of a feed. */
export interface FeedCounts {
  readonly feed: string;
  readonly succeeded: number;
  readonly failed: number;
  /** In a row. */
  readonly failures: number;
  readonly breaker: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  /** Null: none succeeded yet. */
  readonly lastSuccessAt: Date | null;
}

/** Counts the attempts of all feeds that were ever asked. */
export async function countFeeds(client: pg.Pool): Promise<readonly FeedCounts[]> {
  const { rows } = await client.query<FeedCounts>(
    `SELECT name AS feed, succeeded, failed, failures, breaker, last_success_at AS "lastSuccessAt"
     FROM feeds ORDER BY name`,
  );
  return rows;
}
