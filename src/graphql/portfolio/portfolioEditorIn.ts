import type { GraphQLResolveInfo } from 'graphql';
import type { PortfolioEditor } from '../../portfolios/store/portfolioEditor.js';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';

/**
 * Returns who changes models and portfolios by a mutation.
 *
 * @throws GraphQLError FORBIDDEN for an anonymous caller
 */
export function portfolioEditorIn(
  { caller, reads }: Pick<GraphqlContext, 'caller' | 'reads'>,
  info: Pick<GraphQLResolveInfo, 'operation'>,
): PortfolioEditor {
  return { owner: requireUser(caller), actor: actorIn(caller, info), signal: reads.signal };
}
