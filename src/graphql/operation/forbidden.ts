import type { GraphQLError } from 'graphql';
import { codedError } from '../codedError.js';
import type { OperationPlan } from './operationPlan.js';

/**
 * Returns the error for an operation that needs scopes which its caller lacks. Its extensions list these scopes in the
 * order of SCOPES, and the coordinates that need one of them in that of the alphabet.
 */
export function forbidden(missing: OperationPlan['needs']): GraphQLError {
  const scopes = [...missing.keys()];
  const coordinates = [...new Set([...missing.values()].flatMap((needing) => [...needing]))].sort();
  const needed = [...missing].map(([scope, needing]) => `${scope} for ${[...needing].join(', ')}`);
  return codedError(
    'FORBIDDEN',
    `Expected a caller with the scope ${needed.join(', and ')}, got one without: ask for it, or leave these fields out.`,
    { status: 403, details: { coordinates, scopes } },
  );
}
