import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { DateScalar } from '../scalars.js';
import { Sector } from './sector.js';
import { momentumLoader, stocksPerSector } from './sectorLoaders.js';
import { SectorMomentum } from './sectorMomentum.js';
import { sectorOf } from './sectorOf.js';

@Resolver(() => Sector)
export class SectorResolver {
  @Query(() => [Sector], {
    description: 'All sector groups, in the order of the sector file. Groups without stocks are included.',
  })
  sectors(@Ctx() { market }: GraphqlContext): Sector[] {
    return [...market.sectors.groups.keys()].flatMap((key) => sectorOf(key, market) ?? []);
  }

  @FieldResolver(() => Int, { description: 'Companies that are in the group today, scored or not.' })
  stockCount(@Root() sector: Sector, @Ctx() { loaders }: GraphqlContext): number {
    return loaders.get(stocksPerSector).get(sector.key) ?? 0;
  }

  @FieldResolver(() => SectorMomentum, {
    nullable: true,
    description:
      'Momentum of the group on the newest scored session up to a day, the same in both modes; null when no ' +
      'session was scored up to then, or the group lacks a return or a volatility.',
  })
  async momentum(
    @Root() sector: Sector,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('method', () => String, { nullable: true, description: METHOD })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<SectorMomentum | null> {
    const key = { sector: sector.key, on: on ?? null, method: methodNamed(method, context) };
    const row = await context.loaders.get(momentumLoader).load(key);
    if (row === null || row.z === null || row.score === null) return null;
    return new SectorMomentum(row.day, row.z, row.score);
  }
}
