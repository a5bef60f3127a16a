import { Arg, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { riskSummary } from '../../books/risk/riskSummary.js';
import { askedDay } from '../../companies/store/askedDay.js';
import { isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { round2 } from '../../scoring/rounding.js';
import { medianOf } from '../../scoring/statistics.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { riskListIn } from '../risk/riskListIn.js';
import { DateScalar } from '../scalars.js';
import { sectorOf } from '../sector/sectorOf.js';
import { KNOWN_ON } from './knownOn.js';
import { peersLoader } from './peersLoader.js';
import { SectorOverview } from './sectorOverview.js';

@Resolver(() => SectorOverview)
export class SectorOverviewResolver {
  @Query(() => [SectorOverview], {
    description:
      'All sectors in which a company was traded, the most concentrated first; equal ones, and those without an HHI, in the ' +
      'order of the sector file.',
  })
  sectorsOverview(
    @Arg('on', () => DateScalar, { nullable: true, description: KNOWN_ON }) on: IsoDate | null | undefined,
    @Ctx() { loaders, market }: GraphqlContext,
  ): MaybePromise<SectorOverview[]> {
    const day = askedDay(on);
    return whenKnown(loaders.get(peersLoader)(day), ({ sectors }) =>
      [...market.sectors.groups.keys()]
        .flatMap((key) => {
          const [sector, peers] = [sectorOf(key, market), sectors.get(key)];
          return sector && peers ? new SectorOverview(sector, peers, isoOf(day)) : [];
        })
        .sort((a, b) => (b.hhi ?? -1) - (a.hhi ?? -1)),
    );
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Median of the scores for INVESTOR by the method that is served (METHOD) of the stocks that were in the group, on the newest ' +
      'scored session up to the day, 0 to 100; null when none has one.',
  })
  medianScore(
    @Root() { sector: { key }, on }: SectorOverview,
    @Ctx() { books }: GraphqlContext,
  ): MaybePromise<number | null> {
    return whenKnown(books.of('INVESTOR', on), (book) => {
      const scores = (book?.rows ?? []).flatMap(({ sector, value }) => (sector === key ? value : []));
      return scores.length === 0 ? null : round2(medianOf(Float64Array.from(scores).sort()));
    });
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Median of the risks of the stocks of the group on the newest assessed session up to the day, 0 to 100; null when none ' +
      'has one.',
  })
  medianRisk(
    @Root() { sector: { key }, on }: SectorOverview,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<number | null> {
    return whenKnown(context.books.risksOf(on), (book) => {
      if (book === null) return null;
      return riskSummary(riskListIn(context, book)).sectors.get(key)?.median ?? null;
    });
  }
}
