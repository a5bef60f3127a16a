import { visit, BREAK, type DocumentNode, type GraphQLSchema } from 'graphql';
import { secretFields } from '../secretFields.js';

const known = new WeakMap<DocumentNode, boolean>();

/**
 * Whether a document has a field with secret arguments, executed or not. Its errors show no values then, and what its
 * operations are given is kept nowhere.
 */
export function takesSecrets(schema: GraphQLSchema, document: DocumentNode): boolean {
  const fields = secretFields(schema);
  if (fields.size === 0) return false;
  let isFound = known.get(document);
  if (isFound === undefined) known.set(document, (isFound = hasOne(document, fields)));
  return isFound;
}

function hasOne(document: DocumentNode, fields: ReadonlyMap<string, unknown>): boolean {
  let isFound = false;
  visit(document, {
    Field({ name }) {
      if (!fields.has(name.value)) return undefined;
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}
