import { actions } from './actions.js';
import { classifications } from './classifications.js';
import { companies } from './companies.js';
import { events } from './events.js';
import { fundamentals } from './fundamentals.js';
import { holidays } from './holidays.js';
import { indices } from './indices.js';
import { prices } from './prices.js';
import { shareholding } from './shareholding.js';
import { statements } from './statements.js';
import { symbols } from './symbols.js';

/** The datasets whose facts can be withdrawn: all but filings and intelligence, of which a row replaces another, and the withdrawals. */
export const WITHDRAWABLE = [
  companies,
  prices,
  indices,
  actions,
  fundamentals,
  statements,
  shareholding,
  events,
  holidays,
  symbols,
  classifications,
] as const;
