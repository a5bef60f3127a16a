import type pg from 'pg';

/**
 * Returns the time by the clock of the database. The clocks of our processes may differ; this one is the same for all,
 * and decides when a job is due.
 */
export async function databaseTime(client: pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ time: Date }>('SELECT clock_timestamp() AS time');
  return rows[0].time;
}
