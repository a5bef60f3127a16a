import { listOf, type StockList } from '../../books/stockList.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';

/** The place of a stock in a list of the screener. */
export interface ListPlace {
  readonly list: StockList;
  /** Its index in the rows of the list. */
  readonly index: number;
}

/** Returns the list of a place with what was known of the market on its day. */
export function withMarket(
  { list }: ListPlace,
  { books }: Pick<GraphqlContext, 'books'>,
): MaybePromise<StockList> {
  const { batch, market } = list.sources;
  if (market !== null) return list;
  const { day } = list.book;
  return whenKnown(books.marketOn({ day, batch }), (read) =>
    listOf(list.book, { ...list.sources, market: read }),
  );
}

/** Returns what was known of the market about the stock of a place; undefined where nothing was. */
export function marketAt(place: ListPlace, context: Pick<GraphqlContext, 'books'>) {
  return whenKnown(withMarket(place, context), ({ rows, sources: { market } }) =>
    market?.of(rows[place.index].ticker),
  );
}
