import type { Noun } from '../noun.js';
import { MethodResolver } from './methodResolver.js';
import { METHOD_POLICIES } from './policies.js';

export const methodNoun: Noun = { resolvers: [MethodResolver], policies: METHOD_POLICIES };
