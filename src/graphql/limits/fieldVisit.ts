import type { GraphQLCompositeType, GraphQLField } from 'graphql';

/** A field that executing an operation may execute. */
export interface FieldVisit {
  /** The type that has the field: an object type, or an abstract one where no fragment says more. */
  readonly parentType: GraphQLCompositeType;
  readonly field: GraphQLField<unknown, unknown>;
  /** The schema coordinate of the field, such as Stock.scores. */
  readonly coordinate: string;
  /** The key of the field in the answer: its alias, or its name. */
  readonly key: string;
  /** The arguments as a resolver gets them: coerced, with the schema's defaults. */
  readonly args: Readonly<Record<string, unknown>>;
  /** How many values its lists, objects and long texts have, which it takes time to read for each parent. */
  readonly inputs: number;
  /** How many objects have the field at most, so how often it is executed; never above Number.MAX_SAFE_INTEGER. */
  readonly multiplicity: number;
  /** The field that returned those objects; null for a field of the operation itself. */
  readonly parent: FieldVisit | null;
}
