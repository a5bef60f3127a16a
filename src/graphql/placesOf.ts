import { isInterfaceType, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema } from 'graphql';

/** A field as one type has it. */
export interface FieldPlace {
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Returns the places of a field that is selected on a type: where this is an interface, on all types that it may be, too. */
export function placesOf(
  schema: GraphQLSchema,
  parentType: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
): readonly FieldPlace[] {
  const types = isInterfaceType(parentType) ? schema.getPossibleTypes(parentType) : [];
  return [
    { coordinate: `${parentType.name}.${field.name}`, field },
    ...types.map((type) => ({
      coordinate: `${type.name}.${field.name}`,
      field: type.getFields()[field.name],
    })),
  ];
}
