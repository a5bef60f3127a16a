import type { GraphQLError } from 'graphql';
import { codedError } from '../codedError.js';

/** Returns the error for an operation that asks for the schema of a server that does not show it. */
export function introspectionOff(coordinates: readonly string[]): GraphQLError {
  return codedError(
    'FORBIDDEN',
    `Expected an operation without ${coordinates.join(', ')}, as this server does not show its schema, got one with it: ` +
      'ask its operator for the schema, or have INTROSPECTION set to on.',
    { status: 403, details: { coordinates } },
  );
}
