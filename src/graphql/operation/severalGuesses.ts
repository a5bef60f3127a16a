import { Kind, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { refusal } from '../limits/refusal.js';
import { rootFields } from './rootFields.js';

/**
 * Returns the refusal of a document with an operation that may guess at a secret more than once, by whatever aliases and
 * fragments; null for all others. A guess counts whatever its conditions are, because variables decide them.
 */
export function severalGuesses(schema: GraphQLSchema, document: DocumentNode): GraphQLError | null {
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    const guesses = rootFields(schema, document, operation).filter(({ policy }) => policy?.isGuess);
    const { size } = new Set(guesses.map(({ key }) => key));
    if (size <= 1) continue;
    const names = [...new Set(guesses.map(({ node }) => node.name.value))].join(', ');
    const message =
      `Expected one field of ${names} at the root of an operation, got ${size}: ` +
      'send each in a request of its own, because each is a guess at a secret.';
    return refusal(message, operation);
  }
  return null;
}
