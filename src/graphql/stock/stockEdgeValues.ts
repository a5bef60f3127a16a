import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { sourceOf, type StockField } from '../../books/stockFields.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { FieldValue } from './fieldValue.js';
import { withSources } from './listPlace.js';
import { StockConnection, type Stock } from './stock.js';
import { StockFieldEnum } from './stockFieldEnum.js';

/** The most fields of one call: all that there are, and some more. */
export const MOST_FIELDS = 100;

@Resolver(() => StockConnection.Edge)
export class StockEdgeValues {
  @FieldResolver(() => [FieldValue], {
    description:
      `Numbers of the stock as of the list's day, in the order of the fields, of which there may be up to ${MOST_FIELDS}. ` +
      'They are the ones that the list is filtered and ordered by.',
  })
  values(
    @Root() { node: { place } }: { readonly node: Stock },
    @Arg('fields', () => [StockFieldEnum], { description: 'The numbers to return.' })
    fields: readonly StockField[],
    @Ctx() context: GraphqlContext,
  ): MaybePromise<FieldValue[]> {
    if (fields.length > MOST_FIELDS) {
      throw new UserError(
        `Expected at most ${MOST_FIELDS} fields, got ${fields.length}: ask for each of them once.`,
      );
    }
    if (place === null) return [];
    const list = withSources(place.list, new Set(fields.map(sourceOf)), context);
    return whenKnown(list, (known) => fields.map((field) => new FieldValue(field, known, place.index)));
  }
}
