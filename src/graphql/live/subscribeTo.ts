import type { LiveSource } from '../../live/liveSource.js';
import type { GraphqlContext } from '../context.js';

/**
 * The `subscribe` of a field. graphql-js would have an iterator for each subscriber; here equal subscriptions share
 * their work, so that it gives the source that they read (createStartOperation.ts).
 */
export function subscribeTo<Arguments, Root>(
  source: (args: Arguments, context: GraphqlContext) => LiveSource<Root>,
): { readonly subscribe: never } {
  const subscribe = ({ args, context }: { args: Arguments; context: GraphqlContext }) =>
    source(args, context);
  return { subscribe: subscribe as never };
}
