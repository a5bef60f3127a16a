import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../resolvers.js';
import {
  contributionOf,
  penaltyOf,
  pillarsOf,
  type PillarOf,
  type ScoreRow,
  type StockRow,
} from '../rows.js';
import { DateScalar, TickerScalar } from './scalars.js';
import {
  Component,
  ModeEnum,
  Penalty,
  Pillar,
  Pillars,
  Score,
  Stock,
  StockConnection,
  StockOrder,
} from './types.js';

@Resolver(() => Stock)
export class StockResolver {
  @Query(() => Stock, { nullable: true })
  stock(
    @Arg('ticker', () => TickerScalar) ticker: string,
    @Ctx() { loaders }: Context,
  ): Promise<StockRow | null> {
    return loaders.stock.load(ticker);
  }

  @Query(() => StockConnection)
  async stocks(
    @Arg('mode', () => ModeEnum, { defaultValue: 'INVESTOR' }) mode: string,
    @Arg('on', () => DateScalar, { nullable: true }) on: string | null | undefined,
    @Arg('orderBy', () => StockOrder, { nullable: true }) orderBy: StockOrder | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Ctx() { reads, loaders }: Context,
  ): Promise<StockConnection> {
    const order = orderBy ?? { field: 'SCORE', direction: 'DESC' };
    const nodes = await reads.page({ mode, on: on ?? null, order, first });
    // The scores came with the stocks.
    for (const row of nodes) loaders.score.prime({ stockId: row.id, mode, on: on ?? null }, row);
    return { nodes };
  }

  @FieldResolver(() => Score, { nullable: true })
  score(
    @Root() { id }: Stock,
    @Arg('mode', () => ModeEnum) mode: string,
    @Arg('on', () => DateScalar, { nullable: true }) on: string | null | undefined,
    @Ctx() { loaders }: Context,
  ): Promise<ScoreRow | null> {
    return loaders.score.load({ stockId: id, mode, on: on ?? null });
  }
}

@Resolver(() => Score)
export class ScoreResolver {
  @FieldResolver(() => Pillars)
  pillars(@Root() row: ScoreRow): Pillars {
    return { all: pillarsOf(row) };
  }

  @FieldResolver(() => Penalty)
  penalty(@Root() row: ScoreRow): Penalty {
    return penaltyOf(row);
  }
}

@Resolver(() => Pillar)
export class PillarResolver {
  @FieldResolver(() => Float)
  async weight(@Root() { row, column }: PillarOf, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.weights.load(row))[column];
  }

  @FieldResolver(() => Float)
  async contribution(@Root() { row, column, score }: PillarOf, @Ctx() { loaders }: Context): Promise<number> {
    return contributionOf(score, (await loaders.weights.load(row))[column]);
  }

  @FieldResolver(() => [Component])
  async components(@Root() { row, name }: PillarOf, @Ctx() { loaders }: Context): Promise<Component[]> {
    return (await loaders.components.load(row)).filter(({ pillar }) => pillar === name);
  }
}
