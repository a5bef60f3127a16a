import type pg from 'pg';
import { UserError } from '../../userError.js';

/** Returns whether prices were given as adjusted, so that actions do not apply to them. */
export async function arePricesAdjusted(client: pg.ClientBase): Promise<boolean> {
  return (await priceBasis(client)) ?? false;
}

/** Returns whether prices are adjusted; null where none were imported yet. */
async function priceBasis(client: pg.ClientBase): Promise<boolean | null> {
  const { rows } = await client.query<{ adjusted: boolean | null }>('SELECT adjusted FROM market_kind');
  return rows[0]?.adjusted ?? null;
}

/**
 * Notes, at the first import, whether the store holds the sample market or a real one.
 *
 * @throws UserError where the store holds the other one
 */
export async function requireKind(client: pg.ClientBase, synthetic: boolean): Promise<void> {
  await client.query('INSERT INTO market_kind (synthetic) VALUES ($1) ON CONFLICT DO NOTHING', [synthetic]);
  const { rows } = await client.query<{ synthetic: boolean }>('SELECT synthetic FROM market_kind');
  if (rows[0].synthetic === synthetic) return;
  const [has, given] = synthetic ? ['a real', 'the synthetic sample'] : ['the synthetic sample', 'a real'];
  throw new UserError(
    `Expected a database of its own for ${given} market: this one holds ${has} market, and scores compare each stock ` +
      'with the others. Name another folder by GREYOAK_HOME, or another database by DATABASE_URL; nothing was imported.',
  );
}

/**
 * Refuses a store that holds the sample market.
 *
 * @throws UserError
 */
export async function refuseSample(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ synthetic: boolean }>('SELECT synthetic FROM market_kind');
  if (!rows[0]?.synthetic) return;
  throw new UserError(
    'Expected a real market, because NODE_ENV is production, got a store that holds the synthetic sample: name another ' +
      'folder by GREYOAK_HOME or another database by DATABASE_URL, or set SAMPLE=on to serve the sample.',
  );
}

/**
 * Checks that prices are given as the store has them: as traded, or as adjusted.
 *
 * @throws UserError where they are given in the other way
 */
export async function requireBasis(client: pg.ClientBase, file: string, adjusted: boolean): Promise<void> {
  const basis = await priceBasis(client);
  if (basis === null || basis === adjusted) return;
  const [has, given] = adjusted ? ['as traded', 'as adjusted (--adjusted)'] : ['as adjusted', 'as traded'];
  throw new UserError(
    `${file}: expected prices ${has}, as this database has them, but they are given ${given}. ` +
      (adjusted ? 'Leave out --adjusted' : 'Add --adjusted') +
      ', or import into another database. The file was refused whole.',
  );
}

/** Notes, with the first prices, how they are given. */
export async function keepBasis(client: pg.ClientBase, adjusted: boolean): Promise<void> {
  await client.query('UPDATE market_kind SET adjusted = $1 WHERE adjusted IS NULL', [adjusted]);
}
