import type pg from 'pg';

/** Returns the time of the database, which is the same for all processes, or that of a test. */
export async function feedNow(client: pg.ClientBase, now: (() => Date) | undefined): Promise<Date> {
  if (now !== undefined) return now();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0].now;
}
