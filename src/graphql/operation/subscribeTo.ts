import type { LiveSource } from '../../live/liveSource.js';
import type { GraphqlContext } from '../context.js';

/**
 * Returns the `subscribe` of a field, to be spread into the options of `@Subscription`.
 *
 * graphql-js would have an iterator for each subscriber. Here equal subscriptions share their work, so `subscribe`
 * returns the source that they read instead (createStartOperation.ts).
 *
 * @param source makes the source from the arguments of the field
 */
export function subscribeTo<Arguments, Root>(
  source: (args: Arguments, context: GraphqlContext) => LiveSource<Root>,
): { readonly subscribe: never } {
  const subscribe = ({ args, context }: { args: Arguments; context: GraphqlContext }) =>
    source(args, context);
  return { subscribe: subscribe as never };
}
