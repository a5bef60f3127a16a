import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { DocumentStore } from './documentStore.js';

/**
 * Returns a plugin that reports what is wrong with the documents that `DocumentStore` has, as Apollo does it for those
 * that it reads by itself.
 */
export function refuseDocuments(
  store: Pick<DocumentStore, 'errorsOf'>,
  formatError: NonNullable<ApolloServerOptions<object>['formatError']>,
): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document }) => {
        const [error] = store.errorsOf(document);
        if (error === undefined) return;
        const { message, nodes = null, source = null, positions = null, extensions } = error;
        const http = { status: 400 };
        throw new GraphQLError(message, { nodes, source, positions, extensions: { ...extensions, http } });
      },
      // Apollo takes one error from a plugin.
      willSendResponse: async ({ document, response: { body } }) => {
        const errors = document === undefined ? [] : store.errorsOf(document);
        if (errors.length < 2 || body.kind !== 'single') return;
        body.singleResult.errors = errors.map((error) => formatError(error.toJSON(), error));
      },
    }),
  };
}
