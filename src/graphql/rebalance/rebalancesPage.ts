import type { GraphQLResolveInfo } from 'graphql';
import { asksFor } from '../asksFor.js';
import type { ListOfRows } from '../connection/cursor.js';
import { listedPage, type ConnectionArguments } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Rebalance, RebalanceConnection } from './rebalance.js';
import { partsIn } from './rebalanceParts.js';
import { rebalanceListing, type RebalanceSelection } from './rebalanceLoaders.js';

/** Rebalances on a page by default. */
export const REBALANCES_PAGE = 10;

/**
 * Reads a page of rebalances, and counts all of them in the same statement where that is asked for.
 *
 * @throws UserError for a page that is too long, and for a cursor that is not of the list
 */
export async function rebalancesPage(
  which: Omit<RebalanceSelection, 'parts'>,
  list: ListOfRows,
  asked: ConnectionArguments,
  context: Pick<GraphqlContext, 'loaders' | 'maxPage'>,
  info: GraphQLResolveInfo,
): Promise<RebalanceConnection> {
  const listing = context.loaders.get(rebalanceListing);
  const of = { ...which, parts: partsIn(info) };
  const [page] = await Promise.all([
    listedPage(listing, of, list, asked, REBALANCES_PAGE, context, (row) => new Rebalance(row)),
    asksFor(info, ['totalCount']) && listing.count(of),
  ]);
  return new RebalanceConnection(page, () => listing.count(of));
}
