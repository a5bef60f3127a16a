import type { Caller } from '../access/caller.js';
import type { Scope } from '../access/scopes.js';
import { codedError } from './codedError.js';

/**
 * Refuses a caller without a scope, where only a resolver knows that it is needed. All other scopes are required when an
 * operation is planned.
 *
 * @param coordinate what needs the scope, such as `Query.stocks(on:)`
 * @throws GraphQLError FORBIDDEN
 */
export function requireScope({ rights }: Caller, scope: Scope, coordinate: string): void {
  if (rights.scopes.has(scope)) return;
  throw codedError(
    'FORBIDDEN',
    `Expected a caller with the scope ${scope}, which ${coordinate} needs, got one without: ask for it, or leave it out.`,
    { status: 403, details: { coordinates: [coordinate], scopes: [scope] } },
  );
}
