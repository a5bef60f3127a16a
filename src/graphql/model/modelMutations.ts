import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { requireModel } from '../../portfolios/store/requireModel.js';
import { MOST_MODELS } from '../../portfolios/store/models.js';
import type { CheckedModel } from '../../portfolios/store/newModel.js';
import { UserError } from '../../userError.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { codedChange } from '../codedChange.js';
import { knownStocksIn } from '../portfolio/knownStocksIn.js';
import { portfolioEditorIn } from '../portfolio/portfolioEditorIn.js';
import { ModelFromScoresInput } from './fromScores.js';
import { Model, MODEL_IDS } from './model.js';
import { ModelInput } from './modelInputs.js';
import { modelLoader } from './modelLoaders.js';
import { SavedModel } from './savedModel.js';
import { requireRule, scoredModel } from './scoredModel.js';

const ID_OF_MODEL = 'Id of the model.';
const VERSION =
  'Model.version as it was when the change was decided. The code is CONFLICT where it has grown.';
const NAME = 'The code is CONFLICT where another model of the caller has the name.';

@Resolver()
export class ModelMutations {
  @Mutation(() => SavedModel, {
    description: `Makes a manual model of the caller, who has at most ${MOST_MODELS} models. ${NAME}`,
  })
  async createModel(
    @Arg('input', () => ModelInput, { description: 'The model to make.' }) input: ModelInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SavedModel> {
    return created(manual(input, context), context, info);
  }

  @Mutation(() => SavedModel, {
    description:
      'Makes a model of the caller from the scores of a day. Where no stock has the least band, it is refused, and nothing is ' +
      `saved. ${NAME}`,
  })
  async createModelFromScores(
    @Arg('input', () => ModelFromScoresInput, { description: 'How to make it.' })
    input: ModelFromScoresInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SavedModel> {
    return created(await scoredModel(input.name, requireRule(input, context), context), context, info);
  }

  @Mutation(() => SavedModel, {
    description: `Replaces what a model says. A model from scores becomes a manual one. ${NAME}`,
  })
  async updateModel(
    @Arg('id', () => ID, { description: ID_OF_MODEL }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('input', () => ModelInput, { description: 'All that the model is to say.' }) input: ModelInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SavedModel> {
    return changed({ id, version }, manual(input, context), context, info);
  }

  @Mutation(() => SavedModel, {
    description: `Makes a model anew from the scores of a day. A manual model becomes one from scores. ${NAME}`,
  })
  async updateModelFromScores(
    @Arg('id', () => ID, { description: ID_OF_MODEL }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('input', () => ModelFromScoresInput, { description: 'How to make it.' })
    input: ModelFromScoresInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SavedModel> {
    const model = await scoredModel(input.name, requireRule(input, context), context);
    return changed({ id, version }, model, context, info);
  }

  @Mutation(() => SavedModel, {
    description:
      'Makes a model from scores anew from the newest ones, as Model.refresh shows. Where no stock has the least band, it is ' +
      'refused, and the model stays as it is.',
  })
  async refreshModel(
    @Arg('id', () => ID, { description: ID_OF_MODEL }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SavedModel> {
    const key = { owners: requireUser(context.caller), id: idOf(MODEL_IDS, 'a model', id) };
    const row = found(await context.loaders.get(modelLoader).load(key), 'a model', id, 'models');
    if (row.fromScores === null) {
      throw new UserError('Expected a model from scores, got a manual one: change it by updateModel.');
    }
    const model = await scoredModel(row.name, { ...row.fromScores, on: null }, context);
    return changed({ id, version }, model, context, info);
  }

  @Mutation(() => Model, {
    description:
      'Deletes a model, and returns it as it was. Its portfolios have none from then on, and get another version.',
  })
  async deleteModel(
    @Arg('id', () => ID, { description: ID_OF_MODEL }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Model> {
    const change = context.models.remove(
      idOf(MODEL_IDS, 'a model', id),
      version,
      portfolioEditorIn(context, info),
    );
    return new Model(found(await codedChange(change), 'a model', id, 'models'));
  }
}

const manual = ({ neverBuy, neverBuyMode, ...input }: ModelInput, context: GraphqlContext): CheckedModel =>
  requireModel(
    { ...input, neverBuy: neverBuy ?? null, neverBuyMode: neverBuyMode ?? null },
    knownStocksIn(context),
  );

async function created(
  { model, dropped }: CheckedModel,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<SavedModel> {
  const row = context.models.create(model, portfolioEditorIn(context, info));
  return new SavedModel(await codedChange(row), dropped);
}

async function changed(
  { id, version }: { readonly id: string; readonly version: number },
  { model, dropped }: CheckedModel,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<SavedModel> {
  const editor = portfolioEditorIn(context, info);
  const change = context.models.update(idOf(MODEL_IDS, 'a model', id), version, model, editor);
  return new SavedModel(found(await codedChange(change), 'a model', id, 'models'), dropped);
}
