import type { KnownStocks } from '../../portfolios/store/knownStocks.js';
import type { GraphqlContext } from '../context.js';

/** Returns what finds stocks by their tickers, as the operation knows them. */
export const knownStocksIn =
  ({ snapshot }: Pick<GraphqlContext, 'snapshot'>): KnownStocks =>
  (symbol) => {
    const company = snapshot.company(symbol);
    return company && { id: company.stock_id, ticker: company.ticker };
  };
