import type { Noun } from '../noun.js';
import { WhatIfQueries } from './whatIfQueries.js';
import { WHAT_IF_POLICIES } from './policies.js';

export const whatIfNoun: Noun = { resolvers: [WhatIfQueries], policies: WHAT_IF_POLICIES };
