import type { Kysely } from 'kysely';
import type pg from 'pg';
import { owned } from '../../../access/owned.js';
import { rowsOver } from '../../../database/rowsOver.js';
import type { Tables } from '../../../database/tables.js';
import { NotOwned } from '../../../notOwned.js';

/**
 * Checks that the portfolio of a rule belongs to the user who stores the rule.
 *
 * @param id null: the rule is about none
 * @throws NotOwned
 */
export async function requireOwnPortfolio(
  db: Kysely<Tables>,
  client: pg.ClientBase,
  owner: number,
  id: number | null,
): Promise<void> {
  if (id === null) return;
  const statement = db
    .selectFrom('portfolios as portfolio')
    .where(owned('portfolio', owner))
    .where('portfolio.id', '=', id)
    .where('portfolio.deleted_at', 'is', null)
    .select('portfolio.id')
    .forKeyShare();
  if ((await rowsOver(client, statement)).length > 0) return;
  throw new NotOwned(
    'Expected the id of a portfolio of yours in portfolioId, got another: portfolios lists them.',
  );
}
