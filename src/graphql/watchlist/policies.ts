import { MOST_WATCHED } from '../../companies/watchlist/watchlists.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import type { Policies } from '../noun.js';

/** A watch-list is part of the account of its user, so that every user has one, and no key sees it. */
const OWN_LIST: FieldPolicy = {
  access: ['OWN_ACCOUNT', 'MARKET_READ'],
  freshness: 'VOLATILE',
  isOwned: true,
  size: MOST_WATCHED,
  cost: MOST_WATCHED,
};

export const WATCHLIST_POLICIES: Policies = {
  'Query.watchlist': { ...OWN_LIST, reads: 1 },
  'Mutation.setWatchlist': OWN_LIST,
  // The list is read once for an operation, of however many stocks it asks this.
  'Profile.watched': { access: 'OWN_ACCOUNT', freshness: 'VOLATILE', isOwned: true, cost: 1, reads: 1 },
};
