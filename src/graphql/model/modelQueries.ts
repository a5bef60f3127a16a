import { hash } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { Model, MODEL_IDS, ModelConnection } from './model.js';
import { ModelFilter, ModelOrder, modelSelection, type ModelOrderField } from './modelFilter.js';
import { modelListing, type ModelPlace } from './modelListing.js';
import { modelWith } from './modelWith.js';

const PAGE = 50;
/** A cursor may hold any text that a name can be. */
const LONGEST_PLACE = 1_000;

@Resolver()
export class ModelQueries {
  @Query(() => ModelConnection, { description: 'Models of the caller.' })
  async models(
    @Arg('filter', () => ModelFilter, { nullable: true, description: 'The models to list; null: all.' })
    filter: ModelFilter | null | undefined,
    @Arg('orderBy', () => ModelOrder, {
      nullable: true,
      description: 'The order of the models; null: the newest first.',
    })
    orderBy: ModelOrder | null | undefined,
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the models of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ModelConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const selection = modelSelection(owners, filter, orderBy);
    const size = requestedPage({ first, last }, PAGE, context);
    const { search, kinds, portfolioId, order } = selection;
    const digest = hash('sha256', JSON.stringify([search, kinds, portfolioId])).slice(0, 16);
    const list = { name: 'models', of: { ofEverybody, filter: digest, ...order } };
    const places = decodeCursors({ after, before }, list, ([value, id]) =>
      placeOf(order.field, value, idInCursor(id)),
    );
    const listing = context.loaders.get(modelListing);
    const limit = rowsToRead(size);
    const listed = await listing.page(selection, { ...places, isFromEnd: size.first === null, limit });
    const page = pageOfRows(listed, size, places);
    const items = page.items.map(({ row, place }) => ({
      node: new Model(row),
      cursor: () => encodeCursor(list, ...place),
    }));
    return new ModelConnection({ ...page, items }, () => listing.count(selection));
  }

  @Query(() => Model, {
    nullable: true,
    description: 'A model of the caller by its id; null where there is none.',
  })
  async model(
    @Arg('id', () => ID, { description: 'Id of the model.' }) id: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Model | null> {
    const number = decodeId(MODEL_IDS, id);
    const { user } = context.caller;
    return number === null || user === null
      ? null
      : modelWith({ owner: user.id, modelId: number }, context, info);
  }
}

/** Reads a place among the values of a cursor; null where they are none. */
function placeOf(field: ModelOrderField, value: unknown, id: number | null): ModelPlace | null {
  if (id === null) return null;
  if (field !== 'NAME') return Number.isSafeInteger(value) ? [value as number, id] : null;
  if (typeof value !== 'string' || value.length > LONGEST_PLACE || value.includes('\0')) return null;
  return [value, id];
}
