import { sql, type RawBuilder } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import type { PortfolioColumns } from './portfolioColumns.js';
import { VersionConflict } from '../../versionConflict.js';

/** What changes in the row of a portfolio. */
export type PortfolioChange = Partial<PortfolioColumns> & {
  readonly model_id?: number | null;
  readonly deleted_at?: RawBuilder<Date>;
};

/** Names a portfolio as a change saw it. */
interface SeenPortfolio {
  readonly id: number;
  readonly version: number;
  readonly owner: number;
}

/**
 * Changes the row of a portfolio, and raises its version. The row stays locked until the end of the transaction.
 *
 * @returns false where the owner has no such portfolio
 * @throws VersionConflict where its version is another
 */
export async function raiseVersion(
  db: Database['db'],
  client: pg.ClientBase,
  { id, version, owner }: SeenPortfolio,
  change: PortfolioChange = {},
): Promise<boolean> {
  const changed = await rowsOver(
    client,
    db
      .updateTable('portfolios as portfolio')
      .set({ ...change, version: sql<number>`portfolio.version + 1` })
      .where('portfolio.id', '=', id)
      .where('portfolio.version', '=', version)
      .where('portfolio.deleted_at', 'is', null)
      .where(owned('portfolio', owner))
      .returning('portfolio.id'),
  );
  if (changed.length > 0) return true;
  const [now] = await rowsOver(
    client,
    db
      .selectFrom('portfolios as portfolio')
      .where('portfolio.id', '=', id)
      .where('portfolio.deleted_at', 'is', null)
      .where(owned('portfolio', owner))
      .select('portfolio.version'),
  );
  if (now === undefined) return false;
  throw VersionConflict.of('portfolio', now.version, version);
}
