import type { GraphQLSchema } from 'graphql';
import { secretFields } from '../secretFields.js';

/** Whether a text, be it a document or not, names a field with secret arguments, in whatever case. */
export function namesSecretField(schema: GraphQLSchema, text: string): boolean {
  const names = [...secretFields(schema).keys()];
  return names.length > 0 && new RegExp(names.join('|'), 'i').test(text);
}
