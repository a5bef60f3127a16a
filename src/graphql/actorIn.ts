import type { GraphQLResolveInfo } from 'graphql';
import type { Actor } from '../access/audit/auditEntry.js';
import { actorOf } from '../access/audit/actorOf.js';
import type { Caller } from '../access/caller.js';

/** Returns who acts by a mutation, as the audit names it. */
export const actorIn = (caller: Caller, { operation }: Pick<GraphQLResolveInfo, 'operation'>): Actor =>
  actorOf(caller, operation.name?.value ?? null);
