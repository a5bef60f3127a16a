import type { ListOfRows } from '../connection/cursor.js';
import { listedPage, type ConnectionArguments } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Rebalance, RebalanceConnection } from './rebalance.js';
import { rebalanceListing, type RebalanceSelection } from './rebalanceLoaders.js';

/** Rebalances on a page by default. */
export const REBALANCES_PAGE = 10;

/**
 * Reads a page of rebalances.
 *
 * @throws UserError for a page that is too long, and for a cursor that is not of the list
 */
export async function rebalancesPage(
  of: RebalanceSelection,
  list: ListOfRows,
  asked: ConnectionArguments,
  context: Pick<GraphqlContext, 'loaders' | 'maxPage'>,
): Promise<RebalanceConnection> {
  const listing = context.loaders.get(rebalanceListing);
  const page = await listedPage(
    listing,
    of,
    list,
    asked,
    REBALANCES_PAGE,
    context,
    (row) => new Rebalance(row),
  );
  return new RebalanceConnection(page, () => listing.count(of));
}
