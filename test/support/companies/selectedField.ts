import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** A field that a question selects, under the name that the answer has it by. */
export interface SelectedField {
  readonly node: FieldNode | null;
  readonly field: GraphQLField<unknown, unknown> | null;
  readonly type: GraphQLNamedOutputType;
  readonly isList: boolean;
  readonly up: SelectedField | null;
  /** By the names of the answer. */
  readonly selected: ReadonlyMap<string, SelectedField>;
}

/** Returns what a query selects, as a tree that paths of templates can be walked in. */
export function selectedBy(schema: GraphQLSchema, document: string): SelectedField {
  const { definitions } = parse(document);
  const fragments = new Map(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const [query] = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const queryType = schema.getQueryType();
  if (query === undefined || !queryType) throw new Error('expected a query');
  const fill = (parent: SelectedField, selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) fill(parent, fragment.selectionSet);
      } else if (selection.kind === Kind.FIELD && isObjectType(parent.type)) {
        const field = parent.type.getFields()[selection.name.value];
        const child: SelectedField = {
          ...{
            node: selection,
            field,
            type: getNamedType(field.type),
            isList: isList(field.type),
            up: parent,
          },
          selected: new Map(),
        };
        (parent.selected as Map<string, SelectedField>).set((selection.alias ?? selection.name).value, child);
        if (selection.selectionSet) fill(child, selection.selectionSet);
      }
    }
  };
  const root: SelectedField = {
    ...{ node: null, field: null, type: queryType, isList: false, up: null },
    selected: new Map(),
  };
  fill(root, query.selectionSet);
  return root;
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** Returns all fields below one. */
export function allBelow({ selected }: SelectedField): readonly SelectedField[] {
  return [...selected.values()].flatMap((field) => [field, ...allBelow(field)]);
}

/** Returns the field at a path of a template; null where the question does not select it. */
export function fieldAt(from: SelectedField, path: string): SelectedField | null {
  let start: SelectedField | null = from;
  let rest = path;
  for (; rest.startsWith('../'); rest = rest.slice(3)) start = start?.up ?? null;
  if (rest === '.') return start;
  return rest
    .split('.')
    .reduce<SelectedField | null>((place, name) => place?.selected.get(name) ?? null, start);
}

export const isLeaf = (field: SelectedField | null): boolean =>
  field !== null && !isCompositeType(field.type);
