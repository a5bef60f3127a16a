import type { ApolloServerPlugin } from '@apollo/server';

const MESSAGE =
  'Expected Accept with application/json, application/graphql-response+json or multipart/mixed, got another one: add one of ' +
  'them, or ask /graphql/stream for text/event-stream.';

/** Returns a plugin that says which types are answered here, and where event streams are, to a client that accepts none. */
export function notAcceptable(): ApolloServerPlugin {
  return {
    invalidRequestWasReceived: async ({ error }) => {
      const { http } = (error as { extensions?: { http?: { status?: number } } }).extensions ?? {};
      if (http?.status === 406) error.message = MESSAGE;
    },
  };
}
