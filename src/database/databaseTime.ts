import type pg from 'pg';

/** The time by the clock of the database: one for all processes, whose own may differ. It begins the jobs of the queue. */
export async function databaseTime(client: pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ time: Date }>('SELECT clock_timestamp() AS time');
  return rows[0].time;
}
