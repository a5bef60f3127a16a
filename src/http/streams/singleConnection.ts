import type { FastifyRequest } from 'fastify';

export const SINGLE_CONNECTION =
  'Expected one event stream for each operation (distinct connections mode), by GET or POST, got a request of the ' +
  'single connection mode of graphql-sse: leave out its option singleConnection.';

/** Whether a GET or POST is of the single connection mode of graphql-sse, where a token names the reserved stream. */
export function isSingleConnection({ headers, query }: FastifyRequest): boolean {
  if (headers['x-graphql-event-stream-token'] !== undefined) return true;
  const parameters = query as Readonly<Record<string, unknown>>;
  return 'token' in parameters && !('query' in parameters) && !('extensions' in parameters);
}
