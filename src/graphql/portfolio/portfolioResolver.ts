import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { stateOn } from '../../portfolios/journal/stateOn.js';
import type { PortfolioState } from '../../portfolios/journal/portfolioState.js';
import type { IsoDate } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { Model } from '../model/model.js';
import { modelWith } from '../model/modelWith.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { Holding } from './holding.js';
import { holdingsLoaders } from './holdingsLoaders.js';
import { moneyText } from './moneyText.js';
import { Portfolio } from './portfolio.js';

@Resolver(() => Portfolio)
export class PortfolioResolver {
  @FieldResolver(() => Model, { nullable: true, description: 'What it should hold; null: it has no model.' })
  async model(
    @Root() { row: { modelId, owner } }: Portfolio,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Model | null> {
    // It belongs to the owner of the portfolio, who is another than the caller where that reads everybody's.
    return modelId === null ? null : modelWith({ owner: owner.id, modelId }, context, info);
  }

  @FieldResolver(() => DecimalScalar, { description: 'Cash in ₹ after the last entry; it may be negative.' })
  async cash(@Root() portfolio: Portfolio, @Ctx() context: GraphqlContext): Promise<string> {
    return moneyText((await lastState(portfolio, context))?.cash ?? 0n);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description:
      'The day of the last entry, which cash and holdings are of: later splits and bonuses are only in valuations. Null: there ' +
      'is no entry.',
  })
  async asOf(@Root() portfolio: Portfolio, @Ctx() context: GraphqlContext): Promise<IsoDate | null> {
    return (await lastState(portfolio, context))?.day ?? null;
  }

  @FieldResolver(() => [Holding], {
    description: 'The shares that are held after the last entry, by ticker.',
  })
  async holdings(@Root() portfolio: Portfolio, @Ctx() context: GraphqlContext): Promise<readonly Holding[]> {
    const { holdings = [] } = (await lastState(portfolio, context)) ?? {};
    return [...holdings].map(([ticker, held]) => new Holding(ticker, held));
  }
}

/** Returns cash and holdings after the last entry; null where there is none. */
async function lastState(
  { row: { id } }: Portfolio,
  { loaders }: Pick<GraphqlContext, 'loaders'>,
): Promise<PortfolioState | null> {
  const { rows, actions } = await loaders.get(holdingsLoaders).books.load(id);
  const last = rows.at(-1);
  return last === undefined ? null : stateOn(rows, actions.shares, last.day);
}
