import pg from 'pg';

/** Runs a statement over a connection of its own, and returns its rows. */
export async function queryOnce<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
