import type { Noun } from '../noun.js';
import { ExchangeSessionQueries } from './exchangeSessionQueries.js';
import { EXCHANGE_SESSION_POLICIES } from './policies.js';

export const exchangeSessionNoun: Noun = {
  resolvers: [ExchangeSessionQueries],
  policies: EXCHANGE_SESSION_POLICIES,
};
