import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { policyOf, type FieldPolicy } from '../fieldPolicy.js';
import { fragmentsOf } from '../limits/fragmentsOf.js';
import { selectionsAt } from '../limits/selectionsAt.js';

/** A field at the root of an operation. */
export interface RootField {
  readonly node: FieldNode;
  /** The key of the field in the answer. Fields with the same key are executed once. */
  readonly key: string;
  /** Undefined for `__typename`, and for a field that the schema does not have. */
  readonly policy: FieldPolicy | undefined;
}

/** Returns the fields at the root of an operation and in the fragments there, whatever their conditions are. */
export function rootFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): readonly RootField[] {
  const fragments = fragmentsOf(document);
  const fields = schema.getRootType(operation)?.getFields() ?? {};
  const isField = (selection: SelectionNode): selection is FieldNode => selection.kind === Kind.FIELD;
  return [...selectionsAt([selectionSet], (name) => fragments.get(name))].filter(isField).map((node) => {
    const { alias, name } = node;
    const field = Object.hasOwn(fields, name.value) ? fields[name.value] : undefined;
    return { node, key: (alias ?? name).value, policy: field && policyOf(field) };
  });
}
