import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The events of ten years: results and a board meeting in each quarter, and some more. */
const EVENTS = 100;

export const STOCK_EVENT_POLICIES: Policies = {
  'Stock.events': {
    access: 'MARKET_READ',
    freshness: 'UP_TO_DAY',
    size: EVENTS,
    cost: EVENTS,
    reads: 1,
  },
  ...inherited('StockEvent', ['announcedOn', 'date', 'kind', 'source'], { detail: 100 }),
};
