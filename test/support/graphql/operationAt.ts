import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Returns a value of a scalar for a place such as `Query.stock(ticker)`. */
export type ScalarOf = (place: string, type: string) => unknown;

export interface BuiltOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The coordinates from the root to the field. */
  readonly path: readonly string[];
  readonly field: GraphQLField<unknown, unknown>;
}

interface Step {
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/**
 * Returns the shortest operation that selects a field, with the arguments that it and the fields around it require.
 *
 * @param given values for arguments of the field itself, in addition or in the place of valid ones
 */
export function operationAt(
  schema: GraphQLSchema,
  coordinate: string,
  scalarOf: ScalarOf,
  given: Readonly<Record<string, unknown>> = {},
): BuiltOperation {
  const { kind, steps } = pathTo(schema, coordinate);
  const { field } = steps[steps.length - 1];
  const variables: Record<string, unknown> = {};
  const declarations: string[] = [];
  let selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  for (const [depth, step] of [...steps.entries()].reverse()) {
    const isLast = depth === steps.length - 1;
    const args = step.field.args.filter(
      (argument) => isRequiredArgument(argument) || (isLast && Object.hasOwn(given, argument.name)),
    );
    const passed = args.map(({ name, type }) => {
      const variable = `v${depth}_${name}`;
      declarations.push(`$${variable}: ${String(type)}`);
      const isGiven = isLast && Object.hasOwn(given, name);
      variables[variable] = isGiven ? given[name] : exampleOf(type, `${step.coordinate}(${name})`, scalarOf);
      return `${name}: $${variable}`;
    });
    const written = `${step.field.name}${passed.length > 0 ? `(${passed.join(', ')})` : ''}${selection}`;
    selection = ` { ${written} }`;
  }
  const declared = declarations.length > 0 ? ` (${declarations.join(', ')})` : '';
  return {
    query: `${kind}${declared}${selection}`,
    variables,
    path: steps.map((step) => step.coordinate),
    field,
  };
}

/** Returns a valid value of a type: with the required fields only, and one item in each list. */
export function exampleOf(type: GraphQLInputType, place: string, scalarOf: ScalarOf): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [exampleOf(nullable.ofType, place, scalarOf)];
  if (isEnumType(nullable)) return nullable.getValues()[0].name;
  if (!isInputObjectType(nullable)) return scalarOf(place, nullable.name);
  const required = Object.values(nullable.getFields()).filter(
    (field) => isNonNullType(field.type) && field.defaultValue === undefined,
  );
  return Object.fromEntries(
    required.map((field) => [field.name, exampleOf(field.type, `${place}.${field.name}`, scalarOf)]),
  );
}

/** Looks for the field breadth first, through object types. */
function pathTo(
  schema: GraphQLSchema,
  coordinate: string,
): { readonly kind: string; readonly steps: readonly Step[] } {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  for (const [kind, root] of roots) {
    if (!root) continue;
    const seen = new Set<GraphQLObjectType>();
    let reached: { readonly type: GraphQLObjectType; readonly steps: readonly Step[] }[] = [
      { type: root, steps: [] },
    ];
    while (reached.length > 0) {
      const next: typeof reached = [];
      for (const { type, steps } of reached) {
        if (seen.has(type)) continue;
        seen.add(type);
        for (const field of Object.values(type.getFields())) {
          const step = { coordinate: `${type.name}.${field.name}`, field };
          if (step.coordinate === coordinate) return { kind, steps: [...steps, step] };
          const inner = getNamedType(field.type);
          if (isObjectType(inner)) next.push({ type: inner, steps: [...steps, step] });
        }
      }
      reached = next;
    }
  }
  throw new Error(`Expected a field that an operation reaches by object types, got ${coordinate}.`);
}
