import type { GraphQLError } from 'graphql';
import { codedError } from '../codedError.js';

/** Returns the error for a subscription where requests get one answer. */
export function subscriptionsElsewhere(): GraphQLError {
  return codedError(
    'GRAPHQL_VALIDATION_FAILED',
    'Expected a query or mutation, got a subscription: send it over a WebSocket (graphql-transport-ws), or ' +
      'to /graphql/stream for server-sent events, or accept multipart/mixed;subscriptionSpec=1.0.',
    { status: 400 },
  );
}
