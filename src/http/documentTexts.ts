import type { ApolloServerOptions } from '@apollo/server';
import type { Documents } from '../graphql/operation/documents.js';
import { hashInKey } from './hashInKey.js';

/**
 * Lets Apollo find the texts of documents by their hashes (automatic persisted queries). It knows no more texts than
 * documents that are kept, because those were charged when they were read: what is forgotten has to be sent again.
 */
export function documentTexts(
  documents: Pick<Documents, 'known'>,
): Exclude<ApolloServerOptions<object>['cache'], 'bounded' | undefined> {
  return {
    get: async (key) => {
      const known = documents.known(hashInKey(key));
      return known !== undefined && 'kind' in known ? known.loc?.source.body : undefined;
    },
    // A text that comes with its hash was admitted like any other.
    set: async () => undefined,
    delete: async () => false,
  };
}
