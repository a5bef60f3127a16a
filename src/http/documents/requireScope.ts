import type { FastifyRequest } from 'fastify';
import type { Scope } from '../../access/scopes.js';
import { codedError } from '../../graphql/codedError.js';
import type { OnDenied } from '../callers/noteDenials.js';

/**
 * Refuses a request whose caller lacks the scope of its route.
 *
 * @param route its method and path, as the audit names it
 * @throws GraphQLError FORBIDDEN
 */
export function requireScope(
  { caller }: Pick<FastifyRequest, 'caller'>,
  scope: Scope,
  route: string,
  onDenied?: OnDenied,
): void {
  if (caller.rights.scopes.has(scope)) return;
  const [scopes, coordinates] = [[scope], [route]];
  onDenied?.(caller, { code: 'FORBIDDEN', operationName: null, scopes, coordinates });
  const remedy =
    caller.kind === 'ANONYMOUS'
      ? 'access is closed, so send an API key as "Authorization: Bearer gok_…" (docs/keys.md)'
      : 'ask for it, or send a key that has it';
  throw codedError(
    'FORBIDDEN',
    `Expected a caller with the scope ${scope}, which ${route} needs, got one without: ${remedy}.`,
    { status: 403, details: { coordinates, scopes } },
  );
}
