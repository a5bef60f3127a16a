import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { decimalText, WEIGHT } from '../../portfolios/money/units.js';
import type { GraphqlContext } from '../context.js';
import { Portfolio } from '../portfolio/portfolio.js';
import { stockNamed } from '../portfolio/stockNamed.js';
import { Run } from '../run/run.js';
import { Score } from '../score/score.js';
import { Stock } from '../stock/stock.js';
import { Model } from './model.js';
import { ModelPosition } from './modelPosition.js';
import { portfoliosOfModelLoader } from './portfoliosOfModel.js';
import { ModelChange } from './savedModel.js';
import { scoredTargets } from './scoredModel.js';

@Resolver(() => Model)
export class ModelResolver {
  @FieldResolver(() => [Portfolio], { description: 'The portfolios that follow it, the oldest first.' })
  async portfolios(
    @Root() { row }: Model,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly Portfolio[]> {
    const rows = await loaders.get(portfoliosOfModelLoader).load({ owner: row.owner.id, modelId: row.id });
    return rows.map((one) => new Portfolio(one));
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The run of the scores that it was made from; null in a manual model.',
  })
  scoresOf(@Root() { row }: Model): Run | null {
    return row.scoresRun && new Run(row.scoresRun);
  }

  @FieldResolver(() => [ModelChange], {
    nullable: true,
    description:
      'What refreshModel would change: the targets that differ by the newest scores, by ticker. Null in a manual model. Where ' +
      'these scores give no model, there is an error that says so, and refreshModel is refused.',
  })
  async refresh(
    @Root() { row }: Model,
    @Ctx() context: GraphqlContext,
  ): Promise<readonly ModelChange[] | null> {
    if (row.fromScores === null) return null;
    const { model } = await scoredTargets({ ...row.fromScores, on: null }, context);
    const now = new Map(row.positions.map(({ ticker, target }) => [ticker, target]));
    const then = new Map(model.positions.map(({ ticker, target }) => [ticker, target]));
    const fraction = (units = 0n) => Number(decimalText(units, WEIGHT));
    return [...new Set([...now.keys(), ...then.keys()])]
      .filter((ticker) => now.get(ticker) !== then.get(ticker))
      .sort()
      .map((ticker) => new ModelChange(ticker, fraction(now.get(ticker)), fraction(then.get(ticker))));
  }
}

@Resolver(() => ModelPosition)
export class ModelPositionResolver {
  @FieldResolver(() => Stock, { description: 'The stock, as it is known today.' })
  stock(@Root() { ticker }: ModelPosition, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }

  @FieldResolver(() => Score, {
    nullable: true,
    description:
      'Its newest score: of the mode and method that the model was made from, or else by the default method (METHOD) of ' +
      'neverBuyMode, or else of INVESTOR. Null: it has none.',
  })
  async score(
    @Root() { method, mode, ticker }: ModelPosition,
    @Ctx() { books, runs }: GraphqlContext,
  ): Promise<Score | null> {
    const row = (await books.of(mode, null, method))?.scoreOf(ticker);
    return row ? runs.with([row], () => new Score(row, runs)) : null;
  }
}
