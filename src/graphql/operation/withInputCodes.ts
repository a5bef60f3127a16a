import { GraphQLError, type ExecutionResult } from 'graphql';
import { asBadInput } from './asBadInput.js';

/**
 * Gives the code BAD_USER_INPUT to errors by which graphql-js refuses arguments and directives: those that it raised
 * itself at their nodes. It raises failures to write a value without nodes, and resolvers raise errors of other kinds.
 */
export function withInputCodes(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  return { ...result, errors: result.errors.map((error) => (isBadInput(error) ? asBadInput(error) : error)) };
}

function isBadInput(error: GraphQLError): boolean {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof GraphQLError && cause.nodes !== undefined && cause.extensions['code'] === undefined;
}
