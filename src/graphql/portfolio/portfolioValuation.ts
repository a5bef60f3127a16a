import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { unbookedActions } from '../../portfolios/market/unbookedActions.js';
import { valuationOf } from '../../portfolios/valuation/valuationOf.js';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { DateScalar } from '../scalars.js';
import { holdingsLoaders } from './holdingsLoaders.js';
import { Portfolio } from './portfolio.js';
import { Valuation } from './valuation.js';

@Resolver(() => Portfolio)
export class PortfolioValuation {
  @FieldResolver(() => Valuation, {
    nullable: true,
    description:
      'What it was worth on a day, with all entries up to then and the actions that are known today; null before the first ' +
      'entry.',
  })
  async valuation(
    @Root() { row: { id, modelId } }: Portfolio,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Valuation | null> {
    const key = { portfolioId: id, modelId, on: on ?? null };
    const priced = await loaders.get(holdingsLoaders).priced.load(key);
    if (priced === null) return null;
    const { book, state, prices } = priced;
    const unbooked = unbookedActions(book.rows, book.actions, state.day);
    return new Valuation(state, valuationOf(state, prices.prices), unbooked);
  }
}
