import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { tickerOfToday } from '../model/tickerOfToday.js';
import { conditionOn, type RebalanceConditions } from './rebalanceFilter.js';
import type { RebalanceParts } from './rebalanceParts.js';
import { selectShown, shownOf, type ShownRebalance } from './shownRebalance.js';

type Sources = Pick<LoaderSources, 'database' | 'reads' | 'snapshot'>;

/** Names a rebalance that owners may have, and what is asked of it. */
export interface RebalanceKey {
  readonly owners: Owners;
  readonly id: number;
  readonly parts: RebalanceParts;
}

/** Loads rebalances by their ids; null where the owners have no such rebalance. */
export function rebalanceLoader({
  database: { db },
  reads,
  snapshot,
}: Sources): DataLoader<RebalanceKey, ShownRebalance | null, string> {
  const today = tickerOfToday(snapshot);
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id, parts }) => {
        const rows = await reads.rows(selectShown(db, owners, sql`rebalance.id = ${id}::int4`, parts));
        return rows.length === 0 ? null : shownOf(rows[0], parts, today);
      }),
    ),
  );
}

/** Whose rebalances to list, which, and what is asked of them. */
export interface RebalanceSelection {
  readonly owners: Owners;
  readonly conditions: RebalanceConditions;
  readonly parts: RebalanceParts;
}

/** Lists rebalances. */
export function rebalanceListing({
  database: { db },
  reads,
  snapshot,
}: Sources): RowListing<RebalanceSelection, ShownRebalance> {
  const today = tickerOfToday(snapshot);
  return rowListing(
    async ({ owners, conditions, parts }, { after, before, isFromEnd, limit }) => {
      const within = sql<boolean>`${conditionOn(conditions)}
        AND (${after}::int4 IS NULL OR rebalance.id < ${after}::int4)
        AND (${before}::int4 IS NULL OR rebalance.id > ${before}::int4)`;
      const way = isFromEnd ? sql`ASC` : sql`DESC`;
      const order = sql`ORDER BY rebalance.id ${way} LIMIT ${limit}::int4`;
      const rows = await reads.rows(
        sql`${selectShown(db, owners, within, parts, order)} ORDER BY shown.id ${way}` as ReturnType<
          typeof selectShown
        >,
      );
      return rows.map((row) => shownOf(row, parts, today));
    },
    ({ owners, conditions }) =>
      countOf(
        reads,
        sql`SELECT count(*) AS count FROM rebalances AS rebalance
          WHERE ${owned('rebalance', owners)} AND ${conditionOn(conditions)}`,
      ),
  );
}
