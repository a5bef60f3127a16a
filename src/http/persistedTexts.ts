import type { Documents } from '../graphql/operation/documents.js';

/**
 * Returns the cache in which Apollo looks for the text of a hash: the documents of all transports, so that a hash is
 * known to each of them. Nothing is set, because a document is admitted before Apollo sees it.
 */
export function persistedTexts(documents: Pick<Documents, 'textOf'>) {
  return {
    get: async (key: string) => documents.textOf(key.slice(key.lastIndexOf(':') + 1)),
    set: async () => undefined,
    delete: async () => false,
  };
}
