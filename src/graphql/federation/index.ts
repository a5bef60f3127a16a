import type { Noun } from '../noun.js';
import { FederationQueries } from './federationQueries.js';
import { FEDERATION_POLICIES } from './policies.js';

/** What makes the service a subgraph of Apollo Federation 2. */
export const federationNoun: Noun = { resolvers: [FederationQueries], policies: FEDERATION_POLICIES };
