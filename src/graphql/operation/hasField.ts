import {
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { placesOf } from '../placesOf.js';

/**
 * Whether a document has a field of a kind, wherever and under any condition. Where a field is selected on an interface,
 * the fields of all its types count.
 */
export function hasField(
  schema: GraphQLSchema,
  document: DocumentNode,
  isOfKind: (field: GraphQLField<unknown, unknown>) => boolean,
): boolean {
  const types = new TypeInfo(schema);
  let isFound = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const [field, parentType] = [types.getFieldDef(), types.getParentType()];
        if (field && parentType)
          isFound ||= placesOf(schema, parentType, field).some((place) => isOfKind(place.field));
      },
    }),
  );
  return isFound;
}
