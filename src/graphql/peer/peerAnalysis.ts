import { Field, Float, ObjectType } from 'type-graphql';
import type { Concentration } from '../../companies/peers/names.js';
import { metricName, peerInsights } from '../../companies/peers/peerInsights.js';
import type { SectorPeers } from '../../companies/peers/sectorPeers.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { snap, snapOrNull } from '../../scoring/rounding.js';
import { Insight } from '../insight/insight.js';
import { DateScalar } from '../scalars.js';
import { Sector } from '../sector/sector.js';
import type { Stock } from '../stock/stock.js';
import { LeftOut } from './leftOut.js';
import { ConcentrationEnum } from './peerEnums.js';
import { PeerPosition } from './peerPosition.js';

@ObjectType('PeerAnalysis', {
  simpleResolvers: true,
  description:
    'How the companies of a sector stand to each other on a day, by the revenue of four quarters as it was known then. Only ' +
    'listed companies of the store count that had a bar in the 30 days up to its newest session of the day.',
})
export class PeerAnalysis {
  @Field(() => Sector, { description: 'The sector group that the companies were in on the day.' })
  readonly sector: Sector;

  @Field(() => DateScalar, { description: 'The day: nothing that was published later counts.' })
  readonly on: IsoDate;

  @Field(() => String, {
    description: 'What companies are compared by: "TTM sales", or "TTM revenue" of lenders.',
  })
  readonly metric: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'Herfindahl-Hirschman index: the sum of the squares of all shares in percent, above 0 to 10,000 points; null when ' +
      'there is no revenue.',
  })
  readonly hhi: number | null;

  @Field(() => ConcentrationEnum, { nullable: true, description: 'What `hhi` says; null when it is null.' })
  readonly concentration: Concentration | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the three largest companies, as a fraction; null when there is no revenue.',
  })
  readonly topThree: number | null;

  @Field(() => Float, {
    description:
      'Companies that are compared ÷ these and those that are left out, 0 to 1; 0 when no company counts.',
  })
  readonly coverage: number;

  readonly #peers: SectorPeers;
  readonly #stockOf: (ticker: Ticker) => Stock;
  /** Each is kept, because a compiled operation reads a property several times. */
  #companies: PeerPosition[] | undefined;
  #leftOut: LeftOut[] | undefined;
  #insights: Insight[] | undefined;

  constructor(sector: Sector, peers: SectorPeers, on: IsoDate, stockOf: (ticker: Ticker) => Stock) {
    this.sector = sector;
    this.on = on;
    this.metric = metricName(sector.banking);
    this.hhi = peers.hhi;
    this.concentration = peers.concentration;
    this.topThree = snapOrNull(peers.topThree);
    this.coverage = snap(peers.coverage);
    this.#peers = peers;
    this.#stockOf = stockOf;
  }

  @Field(() => [PeerPosition], {
    description: 'The companies that are compared, the largest revenue first.',
  })
  get companies(): PeerPosition[] {
    return (this.#companies ??= this.#peers.companies.map(
      (position) => new PeerPosition(position, this.#stockOf(position.ticker), this.on),
    ));
  }

  @Field(() => [LeftOut], {
    description: 'The companies of the sector without revenue that can be compared, by ticker.',
  })
  get leftOut(): LeftOut[] {
    return (this.#leftOut ??= this.#peers.leftOut.map(
      ({ ticker, reason }) => new LeftOut(this.#stockOf(ticker), reason),
    ));
  }

  @Field(() => [Insight], {
    description: 'What rules find in these numbers, among them how many companies are consolidated.',
  })
  get insights(): Insight[] {
    return (this.#insights ??= peerInsights(this.#peers, this.sector.banking).map(
      (insight) => new Insight(insight),
    ));
  }
}
