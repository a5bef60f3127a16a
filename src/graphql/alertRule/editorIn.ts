import type { GraphQLResolveInfo } from 'graphql';
import type { Editor } from '../../live/alerts/rules/editor.js';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { requireScope } from '../requireScope.js';
import { viewerOf } from './viewerOf.js';

/**
 * Returns who changes rules and alerts by a mutation.
 *
 * @throws GraphQLError FORBIDDEN for an anonymous caller
 */
export function editorIn(
  { caller, reads }: Pick<GraphqlContext, 'caller' | 'reads'>,
  info: GraphQLResolveInfo,
): Editor {
  return {
    owner: requireUser(caller),
    viewer: viewerOf(caller),
    actor: actorIn(caller, info),
    requireEverybodys: () => requireScope(caller, 'OPERATIONS_WRITE', `Mutation.${info.fieldName}`),
    signal: reads.signal,
  };
}
