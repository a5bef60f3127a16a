import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { STOCK_IDS, Stock } from './stock.js';
import { StockQueries } from './stockQueries.js';
import { STOCK_POLICIES } from './policies.js';
import { StockEdgeValues } from './stockEdgeValues.js';
import { StockTickers } from './stockTickers.js';

export const stockNoun: Noun = {
  resolvers: [StockQueries, StockTickers, StockEdgeValues],
  policies: STOCK_POLICIES,
  nodes: [
    nodeKind(STOCK_IDS, 'MARKET_READ', (ticker, { snapshot }) => {
      const company = snapshot.company(ticker);
      return company && new Stock(company);
    }),
  ],
};
