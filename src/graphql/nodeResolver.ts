import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { UserError } from '../userError.js';
import type { GraphqlContext } from './context.js';
import { decodeId } from './ids.js';
import { Node } from './node.js';
import { Run } from './run/run.js';
import { runLoader } from './run/runLoaders.js';
import { Score } from './score/score.js';
import { scoreOfRunLoader } from './score/scoreLoaders.js';
import { sectorOf } from './sector/sectorOf.js';
import { Stock } from './stock/stock.js';

const MOST_IDS = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Any node by its id; null where there is none, or no longer.',
  })
  node(
    @Arg('id', () => ID, { description: "The node's id, as a former answer gave it." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<Node | null> {
    return nodeOf(id, context);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Nodes by their ids, in the order asked for, at most ${MOST_IDS}; null for each that there is not.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Ids as former answers gave them, at most ${MOST_IDS}.` })
    ids: readonly string[],
    @Ctx() context: GraphqlContext,
  ): Promise<Node | null>[] {
    if (ids.length > MOST_IDS) {
      throw new UserError(
        `Expected at most ${MOST_IDS} ids in one list, but got ${ids.length}: ask for the others in another one.`,
      );
    }
    // Each on its own, so that a bad id is null with an error, and the others are answered.
    return ids.map((id) => nodeOf(id, context));
  }
}

async function nodeOf(id: string, { loaders, market, runs, snapshot }: GraphqlContext): Promise<Node | null> {
  const key = decodeId(id);
  switch (key.kind) {
    case 'Stock': {
      const company = snapshot.company(key.ticker);
      return company && new Stock(company);
    }
    case 'Score': {
      // The run at the same time, so that both take one statement.
      const run = snapshot.currentRun(key.runId) ?? loaders.get(runLoader).load(key.runId);
      const [row] = await Promise.all([loaders.get(scoreOfRunLoader).load(key), run]);
      return row && runs.with([row], () => new Score(row, runs));
    }
    case 'Run': {
      const row = await loaders.get(runLoader).load(key.runId);
      return row && new Run(row);
    }
    case 'Sector':
      return sectorOf(key.key, market);
    default:
      return key satisfies never;
  }
}
