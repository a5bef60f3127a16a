import { getOperationAST, getVariableValues, GraphQLError, type GraphQLSchema } from 'graphql';
import type { LiveSource } from '../../live/liveSource.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { walkFields } from '../limits/walkFields.js';
import type { ParsedOperation } from './parsedOperation.js';

/**
 * Returns the source of a validated subscription, as the `subscribe` of its field makes it.
 *
 * @throws GraphQLError[] for variables that do not fit
 * @throws GraphQLError for a subscription whose only field is skipped
 */
export async function sourceOf(
  schema: GraphQLSchema,
  { document, operationName, variables }: ParsedOperation,
  context: GraphqlContext,
): Promise<LiveSource<unknown>> {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  const { errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 5 });
  if (errors) {
    throw errors.map(
      ({ message, nodes = null }) =>
        new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } }),
    );
  }
  let root: FieldVisit | undefined;
  walkFields(schema, document, operationName, variables, (visit) => (root ??= visit));
  if (root?.field.subscribe === undefined) {
    throw codedError('BAD_USER_INPUT', 'Expected a subscription to a field, but all of it is skipped.', {
      status: 400,
    });
  }
  // Our `subscribe` does not read its fourth parameter.
  const { subscribe } = root.field as { subscribe?: (...call: unknown[]) => unknown };
  return (await subscribe?.(undefined, root.args, context, undefined)) as LiveSource<unknown>;
}
