import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

/** Makes so many administrators, each with an API key that may record bars. Returns the secrets of the keys. */
export async function makeKeys(pool: pg.Pool, count: number): Promise<readonly string[]> {
  const run = randomBytes(4).toString('hex');
  const secrets = Array.from({ length: count }, () => `gok_${randomBytes(22).toString('hex').slice(0, 43)}`);
  for (const [k, secret] of secrets.entries()) {
    await pool.query(
      `WITH owner AS (
         INSERT INTO users (email, name, role) VALUES ($1, 'benchmark', 'ADMIN') RETURNING id
       )
       INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, expires_at)
       SELECT id, 'benchmark', '{MARKET_WRITE}', $2, $3, now() + interval '1 day' FROM owner`,
      [`${run}.${k}@example.com`, secret.slice(4, 12), createHash('sha256').update(secret).digest()],
    );
  }
  return secrets;
}
