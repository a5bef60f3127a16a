import { isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

interface Decorated {
  readonly astNode?: { readonly directives?: readonly unknown[] | undefined } | null | undefined;
}

/**
 * Refuses type-graphql's `@Directive`, because neither the executor nor the emitted schema has what it adds.
 *
 * @throws Error naming the first type, field or argument that has one
 */
export function refuseDirectives(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    refuse(type.name, type);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      refuse(coordinate, field);
      if ('args' in field) for (const arg of field.args) refuse(`${coordinate}(${arg.name}:)`, arg);
    }
  }
}

function refuse(coordinate: string, { astNode }: Decorated): void {
  if ((astNode?.directives ?? []).length === 0) return;
  throw new Error(
    `Expected ${coordinate} without @Directive, which nothing reads: use a policy, @UseMiddleware, or deprecationReason.`,
  );
}
