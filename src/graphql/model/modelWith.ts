import type { GraphQLResolveInfo } from 'graphql';
import { asksFor } from '../asksFor.js';
import type { GraphqlContext } from '../context.js';
import { Model } from './model.js';
import { modelLoader } from './modelLoaders.js';
import { portfoliosOfModelLoader, type OwnedModel } from './portfoliosOfModel.js';

/**
 * Returns a model of an owner. Its portfolios are read with the same statement where the operation asks for them.
 *
 * @returns null where the owner has no such model
 */
export async function modelWith(
  { owner, modelId }: OwnedModel,
  { loaders }: Pick<GraphqlContext, 'loaders'>,
  info: GraphQLResolveInfo,
): Promise<Model | null> {
  const [row] = await Promise.all([
    loaders.get(modelLoader).load({ owners: owner, id: modelId }),
    asksFor(info, ['portfolios']) && loaders.get(portfoliosOfModelLoader).load({ owner, modelId }),
  ]);
  return row && new Model(row);
}
