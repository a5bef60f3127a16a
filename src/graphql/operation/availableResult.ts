import { GraphQLError, type ExecutionResult } from 'graphql';
import { unavailable } from '../unavailable.js';

/**
 * Returns a result in which errors of a database that could not do its part are those that clients see.
 *
 * @param keepsData whether the data stays: what a mutation has done is done, but a query is asked for again as a whole
 * @param onUnavailable called with the cause of such an error
 * @throws GraphQLError for such an error, unless the data stays
 */
export function availableResult(
  result: ExecutionResult,
  keepsData: boolean,
  onUnavailable: (cause: unknown) => void,
): ExecutionResult {
  const { errors } = result;
  if (errors === undefined) return result;
  const shown = errors.map((error) => {
    const refusal = unavailable(error);
    if (refusal === null) return error;
    onUnavailable(error);
    if (!keepsData) throw refusal;
    const { nodes = null, path = null } = error;
    return new GraphQLError(refusal.message, { nodes, path, extensions: refusal.extensions });
  });
  return { ...result, errors: shown };
}
