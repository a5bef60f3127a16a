import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { LiveSource } from '../../live/liveSource.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { walkFields } from '../limits/walkFields.js';
import { asBadInput } from './asBadInput.js';
import type { ParsedOperation } from './parsedOperation.js';

/**
 * Returns the source of a validated subscription, as the `subscribe` of its field makes it.
 *
 * @throws GraphQLError BAD_USER_INPUT for a subscription whose only field is skipped, or has arguments that are refused
 */
export async function sourceOf(
  schema: GraphQLSchema,
  { document, operation, sent, variables }: ParsedOperation,
  context: GraphqlContext,
): Promise<LiveSource<unknown>> {
  let root: FieldVisit | undefined;
  let refusal: GraphQLError | undefined;
  walkFields(schema, document, operation.name?.value, sent, (visit) => (root ??= visit), {
    coerced: variables,
    onRefused: (error) => {
      // What is refused within the field is an error of its results.
      if (root === undefined) refusal ??= error;
    },
  });
  if (refusal !== undefined) throw asBadInput(refusal);
  if (root?.field.subscribe === undefined) {
    throw codedError('BAD_USER_INPUT', 'Expected a subscription to a field, but all of it is skipped.', {
      status: 400,
    });
  }
  // Our `subscribe` does not read its fourth parameter.
  const { subscribe } = root.field as { subscribe?: (...call: unknown[]) => unknown };
  return (await subscribe?.(undefined, root.args, context, undefined)) as LiveSource<unknown>;
}
