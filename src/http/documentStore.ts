import type { ApolloServerOptions } from '@apollo/server';
import type { Documents } from '../graphql/operation/documents.js';

/**
 * Lets Apollo take documents that were read already, under keys of a prefix and the SHA-256 of the text. In place of one
 * that cannot be parsed it gets an empty document, whose error is reported where it would be executed. So Apollo parses
 * nothing again.
 */
export function documentStore(
  documents: Pick<Documents, 'known' | 'keep'>,
): NonNullable<ApolloServerOptions<object>['documentStore']> {
  return {
    get: async (key) => documents.known(hashIn(key)),
    set: async (key, document) => documents.keep(hashIn(key), document),
    delete: async () => false,
  };
}

const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);
