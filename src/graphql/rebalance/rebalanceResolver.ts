import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Model } from '../model/model.js';
import { modelLoader } from '../model/modelLoaders.js';
import { PortfolioRebalance } from './portfolioRebalance.js';
import { Rebalance } from './rebalance.js';
import { rebalanceLoader } from './rebalanceLoaders.js';
import { partsIn } from './rebalanceParts.js';

@Resolver(() => Rebalance)
export class RebalanceResolver {
  @FieldResolver(() => Model, {
    nullable: true,
    description: 'The model that was followed, as it is now; null once it is deleted.',
  })
  async model(
    @Root() { row: { model, modelId: id, ownerId: owners } }: Rebalance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Model | null> {
    if (id === null) return null;
    const row = model === undefined ? await loaders.get(modelLoader).load({ owners, id }) : model;
    return row && new Model(row);
  }

  @FieldResolver(() => [PortfolioRebalance], {
    description: 'The portfolios that are done, in the order in which they were made.',
  })
  async portfolios(
    @Root() { row: { id, ownerId: owners, answers } }: Rebalance,
    @Ctx() { loaders }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly PortfolioRebalance[]> {
    const parts = { ...partsIn(info), model: false, answers: true };
    const known = answers ?? (await loaders.get(rebalanceLoader).load({ owners, id, parts }))?.answers ?? [];
    return known.map((answer) => new PortfolioRebalance(answer, owners));
  }
}
