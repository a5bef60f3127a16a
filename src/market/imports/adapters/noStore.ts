import type { AdapterContext } from './adapter.js';

/** For files that are read without a store: nothing is known of any stock. */
export const NO_STORE: AdapterContext = {
  tickerOfIsin: () => null,
  ticker: null,
  tickerOfName: () => null,
  wasTraded: () => Promise.resolve(false),
  closesAround: () => Promise.resolve({ on: new Map(), before: new Map() }),
};
