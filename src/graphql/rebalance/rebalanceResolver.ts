import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Model } from '../model/model.js';
import { modelLoader } from '../model/modelLoaders.js';
import { PortfolioRebalance } from './portfolioRebalance.js';
import { Rebalance } from './rebalance.js';
import { answersLoader } from './rebalanceLoaders.js';

@Resolver(() => Rebalance)
export class RebalanceResolver {
  @FieldResolver(() => Model, {
    nullable: true,
    description: 'The model that was followed, as it is now; null once it is deleted.',
  })
  async model(
    @Root() { row: { modelId: id, ownerId: owners } }: Rebalance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Model | null> {
    if (id === null) return null;
    const row = await loaders.get(modelLoader).load({ owners, id });
    return row && new Model(row);
  }

  @FieldResolver(() => [PortfolioRebalance], {
    description: 'The portfolios that are done, in the order in which they were made.',
  })
  async portfolios(
    @Root() { row: { id: rebalanceId, ownerId } }: Rebalance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly PortfolioRebalance[]> {
    const answers = await loaders.get(answersLoader).load({ rebalanceId });
    return answers.map((answer) => new PortfolioRebalance(answer, ownerId, { rebalanceId, whole: null }));
  }
}
