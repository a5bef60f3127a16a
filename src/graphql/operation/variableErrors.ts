import {
  coerceInputValue,
  getNullableType,
  GraphQLError,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

/**
 * Returns what is wrong with variables, as graphql-js does, but without their values and without names of fields that the
 * schema does not have, because any of these may be a secret.
 *
 * @param sent variables that do not all fit
 * @param most the most errors
 */
export function variableErrors(
  schema: GraphQLSchema,
  declared: readonly VariableDefinitionNode[],
  sent: Readonly<Record<string, unknown>>,
  most: number,
): readonly GraphQLError[] {
  const errors: GraphQLError[] = [];
  for (const node of declared) {
    const { defaultValue, variable } = node;
    const name = variable.name.value;
    const type = typeFromAST(schema, node.type);
    if (!isInputType(type)) continue;
    const report = (message: string): void => {
      if (errors.length < most) errors.push(new GraphQLError(message, { nodes: node }));
    };
    if (!Object.hasOwn(sent, name)) {
      if (isNonNullType(type) && defaultValue === undefined) {
        report(`Expected a value of type "${String(type)}" for the variable "$${name}", got none.`);
      }
      continue;
    }
    coerceInputValue(sent[name], type, (path, _value, { message }) => {
      const place = `"$${[name, ...path].join('.')}"`;
      const [, missing, ofField] = MISSING.exec(message) ?? [];
      report(
        missing === undefined
          ? `Expected a value of type "${String(typeAt(type, path))}" at ${place}, got another one.`
          : `Expected a value of type "${ofField}" for the field "${missing}" of ${place}, got none.`,
      );
    });
  }
  return errors;
}

/** What graphql-js says of a field that is left out, whose name and type are those of the schema. */
const MISSING = /^Field "(\w+)" of required type "([^"]+)" was not provided\.$/;

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let at = type;
  for (const step of path) {
    const outer = getNullableType(at);
    if (isListType(outer)) at = outer.ofType;
    else if (isInputObjectType(outer)) at = outer.getFields()[step].type;
  }
  return at;
}
