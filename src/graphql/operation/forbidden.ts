import type { GraphQLError } from 'graphql';
import type { Caller } from '../../access/caller.js';
import { codedError } from '../codedError.js';
import type { OperationPlan } from './operationPlan.js';

/**
 * Returns the error for an operation that needs scopes which its caller lacks. Its extensions list these scopes, and
 * the coordinates that need one of them, both in the order of the alphabet.
 */
export function forbidden(missing: OperationPlan['needs'], { kind }: Pick<Caller, 'kind'>): GraphQLError {
  const scopes = [...missing.keys()];
  const coordinates = [...new Set([...missing.values()].flatMap((needing) => [...needing]))].sort();
  return codedError(
    'FORBIDDEN',
    `Expected a caller with the scope ${scopes.join(' and ')}, which ${coordinates.join(', ')} ` +
      `${coordinates.length > 1 ? 'need' : 'needs'}, got one without: ${kind === 'ANONYMOUS' ? HOW_TO_BEGIN : 'ask for it'}, or leave these fields out.`,
    { status: 403, details: { coordinates, scopes } },
  );
}

/** For callers that show nothing, who may not know that access is closed. */
const HOW_TO_BEGIN =
  'access is closed, so send an API key, which "greyoak keys add" makes, as "Authorization: Bearer gok_…", or sign in ' +
  '(docs/keys.md)';
