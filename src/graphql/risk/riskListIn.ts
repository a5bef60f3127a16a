import type { RiskBook } from '../../books/risk/riskBook.js';
import { riskListOf, type RiskList } from '../../books/risk/riskList.js';
import type { GraphqlContext } from '../context.js';

/** Returns the list of a book, with the companies of an operation's snapshot. */
export function riskListIn(
  { market: { sectors }, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
  book: RiskBook,
): RiskList {
  return riskListOf(book, { snapshot, sectors, method: snapshot.riskMethod(book.methodHash) });
}
