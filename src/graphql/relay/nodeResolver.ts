import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { Node } from './node.js';
import { Run } from '../run/run.js';
import { runLoader } from '../run/runLoaders.js';
import { Score } from '../score/score.js';
import { scoreOfRunLoader } from '../score/scoreLoaders.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Stock } from '../stock/stock.js';

const MOST_IDS = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'A node by its id; null where no such node exists, or no longer exists.',
  })
  node(
    @Arg('id', () => ID, { description: "The node's id, from an earlier answer." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<Node | null> {
    return nodeOf(id, context);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Nodes by their ids, in the order of the ids; null for each id without a node. At most ${MOST_IDS} ids.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Ids from earlier answers, at most ${MOST_IDS}.` })
    ids: readonly string[],
    @Ctx() context: GraphqlContext,
  ): Promise<Node | null>[] {
    if (ids.length > MOST_IDS) {
      throw new UserError(
        `Expected at most ${MOST_IDS} ids in one list, got ${ids.length}: ask for the others in another list.`,
      );
    }
    // Each id is resolved on its own, so that a bad id becomes null with an error, and the others are answered.
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
      // Loads the run at the same time, so that both take one statement.
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
