import type pg from 'pg';

/** Whether the store holds the synthetic sample, and no real market. */
export async function isSynthetic(pool: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ synthetic: boolean }>('SELECT synthetic FROM market_kind');
  return rows.at(0)?.synthetic ?? false;
}
