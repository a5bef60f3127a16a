import type { ApolloServerOptions } from '@apollo/server';
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import type { Documents } from '../graphql/operation/documents.js';

/**
 * Lets Apollo execute the documents that were parsed and validated already, under keys of a prefix and the SHA-256 of
 * the text. Apollo parses and validates again what is not found here, to report its errors in its own form: documents
 * that are not valid, and subscriptions, which a rule for HTTP refuses.
 */
export function documentStore(
  documents: Pick<Documents, 'validByHash' | 'keepValid'>,
): NonNullable<ApolloServerOptions<object>['documentStore']> {
  return {
    get: async (key) => {
      const document = documents.validByHash(hashIn(key));
      return document === undefined || hasSubscription(document) ? undefined : document;
    },
    set: async (key, document) => documents.keepValid(hashIn(key), document),
    delete: async () => false,
  };
}

const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

const hasSubscription = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION,
  );
