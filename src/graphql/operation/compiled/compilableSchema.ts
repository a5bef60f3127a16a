import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { GraphQLInt, GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import type { Run } from './run.js';

/** The only argument of the schema that is compiled: the number of a place. */
export const PLACE = 'place';

const NO_ARGUMENTS: Readonly<Record<string, unknown>> = {};

/**
 * Returns a schema for graphql-jit, whose fields take no arguments but a number. The resolvers get the arguments of the
 * place with that number from the run, and the context of the run.
 *
 * graphql-jit 0.8.9 writes arguments into the code that it makes. It coerces them by rules of its own, which take a
 * null for a value and leave out defaults, and it turns some texts into code. A client must not be able to write code.
 */
export function compilableSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.INTERFACE_TYPE]: (type) => {
      const { resolveType, ...config } = type.toConfig();
      if (!resolveType) return type;
      return new GraphQLInterfaceType({
        ...config,
        resolveType: (value, run: Run, info, ofType) => resolveType(value, run.context, info, ofType),
      });
    },
    [MapperKind.COMPOSITE_FIELD]: ({ resolve, args = {}, ...field }) => {
      const hasArguments = Object.keys(args).length > 0;
      return {
        ...field,
        args: hasArguments ? { [PLACE]: { type: GraphQLInt } } : {},
        ...(resolve && {
          resolve: hasArguments
            ? (source, { [PLACE]: place }: { [PLACE]: number }, run: Run, info) =>
                resolve(source, run.argumentsAt(place), run.context, info)
            : (source, _, run: Run, info) => resolve(source, NO_ARGUMENTS, run.context, info),
        }),
      };
    },
  });
}
