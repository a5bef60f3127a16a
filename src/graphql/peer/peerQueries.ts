import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { NO_GROUP, sectorOn } from '../../books/sectorOn.js';
import { askedDay } from '../../companies/store/askedDay.js';
import type { Day, IsoDate, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { KNOWN_ON } from './knownOn.js';
import { PeerAnalysis } from './peerAnalysis.js';
import { peerAnalysisOf } from './peerAnalysisOf.js';
import { requireSector } from '../../market/requireSector.js';

@Resolver(() => Stock)
export class PeerQueries {
  @Query(() => PeerAnalysis, {
    nullable: true,
    description:
      'How the companies of a sector stand to each other: give its key, or the ticker of a company in it. Null when the ' +
      'company was in no sector group on the day.',
  })
  peerAnalysis(
    @Arg('ticker', () => TickerScalar, {
      nullable: true,
      description: 'A company, in whose sector group of the day all are compared; null: `sector` says it.',
    })
    ticker: Ticker | null | undefined,
    @Arg('sector', () => String, {
      nullable: true,
      description: 'Key of a sector group (Sector.key), such as psu_banks; null: `ticker` says it.',
    })
    sector: string | null | undefined,
    @Arg('on', () => DateScalar, { nullable: true, description: KNOWN_ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<PeerAnalysis | null> {
    const { market, snapshot } = context;
    const [asked, key] = [ticker ?? null, sector ?? null];
    if ((asked === null) === (key === null)) {
      const got = asked === null ? 'neither' : 'both';
      throw new UserError(`Expected either a ticker or a sector, got ${got}: give one of them.`);
    }
    const day = askedDay(on);
    if (key !== null) return peerAnalysisOf(requireSector(key, market.sectors), day, context);
    const company = asked && snapshot.company(asked);
    if (company === null) {
      throw new UserError(
        `Expected the ticker of a known company, got "${asked ?? ''}": check the spelling, or ask by the key of a sector, ` +
          `one of ${[...market.sectors.groups.keys()].join(', ')}.`,
      );
    }
    return peersOf(company.ticker, day, context);
  }

  @FieldResolver(() => PeerAnalysis, {
    nullable: true,
    description:
      'How the companies of its sector group stand to each other. A stock that did not count on the day, such as one that was ' +
      'not traded, is not among them. Null when the stock was in no sector group on the day.',
  })
  peers(
    @Root() { ticker }: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: KNOWN_ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<PeerAnalysis | null> {
    return peersOf(ticker, askedDay(on), context);
  }
}

function peersOf(ticker: Ticker, on: Day, context: GraphqlContext): MaybePromise<PeerAnalysis | null> {
  const sector = sectorOn(ticker, on, context.snapshot, context.market.sectors);
  return sector === NO_GROUP ? null : peerAnalysisOf(sector, on, context);
}
