import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const FEATURES_POLICIES: Policies = {
  'Stock.features': { access: 'MARKET_READ', freshness: 'DAY', cost: 1, reads: 1 },
  // All are of one day of the market, which is charged as it is read.
  'StockEdge.features': { access: 'INHERIT', freshness: 'INHERIT', reads: 1 },
  ...inherited('Features', [
    'atr14',
    'barDate',
    'close',
    'date',
    'dma20',
    'dma50',
    'dma200',
    'high52w',
    'low20',
    'low52w',
    'macdLine',
    'macdSignal',
    'medianTradedValueCr',
    'resistanceHigh',
    'return21d',
    'return63d',
    'return126d',
    'return63dTo21d',
    'return126dTo21d',
    'rsi14',
    'sigma20',
    'sigma60',
    'volumeRatio',
  ]),
};
