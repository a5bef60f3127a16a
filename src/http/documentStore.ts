import type { ApolloServerOptions } from '@apollo/server';
import type { Documents } from '../graphql/operation/documents.js';

/**
 * Lets Apollo take documents that were parsed already, under keys of a prefix and the SHA-256 of the text. Apollo parses
 * again what is not found here, to report a document that cannot be parsed in its own form.
 */
export function documentStore(
  documents: Pick<Documents, 'byHash' | 'keep'>,
): NonNullable<ApolloServerOptions<object>['documentStore']> {
  return {
    get: async (key) => documents.byHash(hashIn(key)) ?? undefined,
    set: async (key, document) => documents.keep(hashIn(key), document),
    delete: async () => false,
  };
}

const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);
