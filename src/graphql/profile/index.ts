import type { Noun } from '../noun.js';
import { PROFILE_POLICIES } from './policies.js';
import { StockProfile } from './stockProfile.js';

export const profileNoun: Noun = { resolvers: [StockProfile], policies: PROFILE_POLICIES };
