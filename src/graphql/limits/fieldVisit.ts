import type { GraphQLField, GraphQLInterfaceType, GraphQLObjectType } from 'graphql';

/** A field that executing an operation may execute. */
export interface FieldVisit {
  /** The type that has it: an object type, or an interface where no fragment says more. */
  readonly parentType: GraphQLObjectType | GraphQLInterfaceType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Its schema coordinate, such as Stock.scores. */
  readonly coordinate: string;
  /** As a resolver gets them: coerced, with the schema's defaults. */
  readonly args: Readonly<Record<string, unknown>>;
  /** How many objects have it at most, so how often it is executed; never above Number.MAX_SAFE_INTEGER. */
  readonly multiplicity: number;
  /** The field that gave those objects; null for a field of the operation itself. */
  readonly parent: FieldVisit | null;
}
