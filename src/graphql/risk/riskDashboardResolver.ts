import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { riskSummary } from '../../books/risk/riskSummary.js';
import { NO_GROUP } from '../../books/sectorOn.js';
import { dayInIndia, isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { viewerOf } from '../alertRule/viewerOf.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { DateScalar } from '../scalars.js';
import { sectorOf } from '../sector/sectorOf.js';
import { SeverityEnum } from '../severityEnum.js';
import { AlertCount } from './alertCount.js';
import { openAlertsLoader } from './openAlertsLoader.js';
import { RiskDashboard, SectorRisk } from './riskDashboard.js';
import { riskListIn } from './riskListIn.js';

@Resolver(() => RiskDashboard)
export class RiskDashboardResolver {
  @Query(() => RiskDashboard, {
    description: 'What the risks of a session say together. Its counts are those of the lists of `risks`.',
  })
  riskDashboard(
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<RiskDashboard> {
    const { books, snapshot } = context;
    return whenKnown(books.risksOf(on ?? null), (book) => {
      const list = book && riskListIn(context, book);
      // A session may be assessed without any stock.
      const day = book?.day ?? snapshot.assessedDay(on ?? null)?.day;
      return new RiskDashboard(list, day ?? on ?? isoOf(dayInIndia(new Date())), snapshot);
    });
  }

  @FieldResolver(() => [AlertCount], {
    description:
      "Alerts in the state OPEN now, whatever the day, of all four severities: those of the caller's own rules and of the " +
      'rules for everybody.',
  })
  async openAlerts(@Ctx() { caller, loaders }: GraphqlContext): Promise<AlertCount[]> {
    const counts = await loaders.get(openAlertsLoader).load(viewerOf(caller));
    return Object.values(SeverityEnum).map((severity) => new AlertCount(severity, counts.get(severity) ?? 0));
  }

  @FieldResolver(() => [SectorRisk], {
    description:
      'The sector groups that have assessed stocks, in the order of the sector file; stocks without a group come last.',
  })
  sectors(@Root() { list }: RiskDashboard, @Ctx() { market }: GraphqlContext): SectorRisk[] {
    if (list === null) return [];
    const { sectors } = riskSummary(list);
    return [...market.sectors.groups.keys(), NO_GROUP].flatMap((key) => {
      const found = sectors.get(key);
      const sector = found && sectorOf(key, market);
      return sector ? new SectorRisk(sector, found.median, found.stocks) : [];
    });
  }
}
