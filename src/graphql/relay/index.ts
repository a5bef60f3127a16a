import type { Noun } from '../noun.js';
import { NodeResolver } from './nodeResolver.js';
import { RELAY_POLICIES } from './policies.js';

export const relayNoun: Noun = { resolvers: [NodeResolver], policies: RELAY_POLICIES };
