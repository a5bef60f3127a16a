import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { PerformancePoint } from '../portfolio/performancePoint.js';
import { Backtest } from './backtest.js';
import { backtestPointsLoader } from './backtestLoaders.js';

@Resolver(() => Backtest)
export class BacktestResolver {
  @FieldResolver(() => [PerformancePoint], {
    description: 'The equity curve, a point for each session, ascending; empty until it has succeeded.',
  })
  async points(
    @Root() { row }: Backtest,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly PerformancePoint[]> {
    // It was found by its owner, or by a caller who may read those of everybody.
    const points = await loaders.get(backtestPointsLoader).load({ owners: row.owner.id, id: row.id });
    const first = Number(points.at(0)?.[1]);
    return points.map(
      ([date, value, benchmark]) =>
        new PerformancePoint({ date, value, totalReturn: Number(value) / first - 1, benchmark }),
    );
  }
}
