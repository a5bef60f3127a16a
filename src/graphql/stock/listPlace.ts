import type { FieldSource } from '../../books/stockFields.js';
import { listOf, type StockList } from '../../books/stockList.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';

/** The place of a stock in a list of the screener. */
export interface ListPlace {
  readonly list: StockList;
  /** Its index in the rows of the list. */
  readonly index: number;
}

/** Returns a list with what was known of the market on its day, and with the risks of the day, where these are needed. */
export function withSources(
  list: StockList,
  needed: ReadonlySet<FieldSource['of']>,
  { books }: Pick<GraphqlContext, 'books'>,
): MaybePromise<StockList> {
  const { batch, market, method, riskRun, risks } = list.sources;
  const { day } = list.book;
  const readsRisks = needed.has('RISK') && risks === null && riskRun !== null;
  const { derivations } = method.parameters;
  const marketOfDay =
    needed.has('MARKET') && market === null ? books.marketOn({ day, batch, derivations }) : market;
  return whenKnown(marketOfDay, (known) =>
    whenKnown(readsRisks ? books.risksOfRun(riskRun) : risks, (assessed) =>
      listOf(list.book, { ...list.sources, market: known, risks: assessed }),
    ),
  );
}

/** Returns what was known of the market about the stock of a place; undefined where nothing was. */
export function marketAt(place: ListPlace, context: Pick<GraphqlContext, 'books'>) {
  return whenKnown(withSources(place.list, OF_MARKET, context), ({ rows, sources: { market } }) =>
    market?.of(rows[place.index].ticker),
  );
}

const OF_MARKET = new Set(['MARKET'] as const);
