import { isEnumType, isInputObjectType, isScalarType, type GraphQLNamedType } from 'graphql';

/** Returns the page of the reference that describes a type. */
export function pageOfType(type: GraphQLNamedType): string {
  if (isScalarType(type)) return 'scalars.md';
  if (isEnumType(type)) return 'enums.md';
  return isInputObjectType(type) ? 'inputs.md' : 'types.md';
}
