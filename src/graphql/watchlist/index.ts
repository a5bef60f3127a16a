import type { Noun } from '../noun.js';
import { WATCHLIST_POLICIES } from './policies.js';
import { ProfileWatched } from './profileWatched.js';
import { WatchlistMutations } from './watchlistMutations.js';
import { WatchlistQueries } from './watchlistQueries.js';

export const watchlistNoun: Noun = {
  resolvers: [WatchlistQueries, WatchlistMutations, ProfileWatched],
  policies: WATCHLIST_POLICIES,
};
