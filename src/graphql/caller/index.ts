import type { Noun } from '../noun.js';
import { CallerResolver } from './callerResolver.js';
import { PermissionQueries } from './permission.js';
import { CALLER_POLICIES } from './policies.js';

export const callerNoun: Noun = { resolvers: [CallerResolver, PermissionQueries], policies: CALLER_POLICIES };
