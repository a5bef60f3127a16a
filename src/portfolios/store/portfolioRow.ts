import { sql, type Kysely } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import type { Tables } from '../../database/tables.js';
import type { LimitName } from '../portfolioRisk/usualLimits.js';

/** A portfolio as it is stored. What it holds follows from its journal. */
export interface PortfolioRow {
  readonly id: number;
  readonly name: string;
  readonly modelId: number | null;
  /** Fractions. */
  readonly limits: Readonly<Record<LimitName, number>>;
  /** Decimals as texts; null: as usual. */
  readonly costs: {
    readonly buyRate: string | null;
    readonly sellRate: string | null;
    readonly perSale: string | null;
  };
  readonly owner: { readonly id: number; readonly name: string };
  readonly createdAt: Date;
  readonly version: number;
  readonly isDeleted: boolean;
}

/** Returns the statement that reads the portfolios of the owners, deleted ones included; one has the alias `portfolio`. */
export function selectPortfolios(db: Kysely<Tables>, owners: Owners) {
  return db
    .selectFrom('portfolios as portfolio')
    .innerJoin('users as owner', 'owner.id', 'portfolio.owner_id')
    .where(owned('portfolio', owners))
    .select([
      'portfolio.id',
      'portfolio.name',
      'portfolio.model_id',
      'portfolio.owner_id',
      'owner.name as owner_name',
      'portfolio.created_at',
      'portfolio.version',
      'portfolio.deleted_at',
      sql<number>`portfolio.position_limit::float8`.as('position_limit'),
      sql<number>`portfolio.sector_limit::float8`.as('sector_limit'),
      sql<number>`portfolio.cash_limit::float8`.as('cash_limit'),
      sql<number>`portfolio.value_at_risk_limit::float8`.as('value_at_risk_limit'),
      sql<string | null>`portfolio.buy_rate::text`.as('buy_rate'),
      sql<string | null>`portfolio.sell_rate::text`.as('sell_rate'),
      sql<string | null>`portfolio.per_sale::text`.as('per_sale'),
    ]);
}

/** A row of `selectPortfolios`. Where it was read as JSON, instants are texts. */
export type SelectedPortfolio = Awaited<ReturnType<ReturnType<typeof selectPortfolios>['execute']>>[number];

/** Reads a row of `selectPortfolios`, also one that was read as JSON. */
export function portfolioOf(row: SelectedPortfolio): PortfolioRow {
  return {
    id: row.id,
    name: row.name,
    modelId: row.model_id,
    limits: {
      position: row.position_limit,
      sector: row.sector_limit,
      cash: row.cash_limit,
      valueAtRisk: row.value_at_risk_limit,
    },
    costs: { buyRate: row.buy_rate, sellRate: row.sell_rate, perSale: row.per_sale },
    owner: { id: row.owner_id, name: row.owner_name },
    createdAt: new Date(row.created_at),
    version: row.version,
    isDeleted: row.deleted_at !== null,
  };
}
