import type { Noun } from '../noun.js';
import { BandQueries } from './bandQueries.js';
import { BAND_POLICIES } from './policies.js';

export const bandNoun: Noun = { resolvers: [BandQueries], policies: BAND_POLICIES };
