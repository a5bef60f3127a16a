import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { nodesOf } from './applyNodes.js';
import { Node } from './node.js';
import type { NodeKind } from './nodeKind.js';

const MOST_IDS = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'A node by its id; null where no such node exists, or no longer exists.',
  })
  async node(
    @Arg('id', () => ID, { description: "The node's id, from an earlier answer." }) id: string,
    @Ctx() context: GraphqlContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<Node | null> {
    return nodeOf(nodesOf(schema), id, context);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Nodes by their ids, in the order of the ids; null for each id without a node. At most ${MOST_IDS} ids.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Ids from earlier answers, at most ${MOST_IDS}.` })
    ids: readonly string[],
    @Ctx() context: GraphqlContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<Node | null>[] {
    if (ids.length > MOST_IDS) {
      throw new UserError(
        `Expected at most ${MOST_IDS} ids in one list, got ${ids.length}: ask for the others in another list.`,
      );
    }
    const kinds = nodesOf(schema);
    // Each id is resolved on its own, so that a bad id becomes null with an error, and the others are answered.
    return ids.map(async (id) => nodeOf(kinds, id, context));
  }
}

/** @throws UserError for a text that is not the id of any kind */
function nodeOf(kinds: readonly NodeKind[], id: string, context: GraphqlContext): MaybePromise<Node | null> {
  for (const { find } of kinds) {
    const found = find(id, context);
    if (found !== undefined) return found;
  }
  const types = kinds.map(({ type }) => type);
  throw new UserError(
    `Expected the id of a ${types.slice(0, -1).join(', ')} or ${types.at(-1)} from an answer of this API, ` +
      `got "${shown(id)}": take ids from the field id, and ask for a stock by its ticker with the field stock.`,
  );
}
