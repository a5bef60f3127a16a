import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../errorCodes.js';
import { shortMessage } from '../shortMessage.js';

/** Gives an error of graphql-js about variables, arguments or directives the code BAD_USER_INPUT. */
export function asBadInput(error: GraphQLError): GraphQLError {
  const { message, nodes = null, source = null, positions = null, path = null, originalError } = error;
  return new GraphQLError(shortMessage(message), {
    nodes,
    source,
    positions,
    path,
    originalError,
    extensions: { code: 'BAD_USER_INPUT' satisfies ErrorCode },
  });
}
