import type pg from 'pg';

/** The name of the method whose scores the store serves; null where no run was stored yet. */
export async function servedMethod(client: pg.ClientBase | pg.Pool): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM served_method');
  return rows[0]?.name ?? null;
}
