import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LimitBreach as BreachFigures } from '../../portfolios/portfolioRisk/limitBreaches.js';
import type { PortfolioRiskFigures } from '../../portfolios/portfolioRisk/riskOf.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { Sector } from '../sector/sector.js';
import { moneyText } from './moneyText.js';

@ObjectType('SectorWeight', {
  simpleResolvers: true,
  description: 'How much of a portfolio is in a sector group.',
})
export class SectorWeight {
  @Field(() => Sector, { description: 'The sector group, as of the day.' })
  readonly sector: Sector;

  @Field(() => Float, { description: 'The fraction of the total with cash.' })
  readonly weight: number;

  constructor(sector: Sector, weight: number) {
    this.sector = sector;
    this.weight = weight;
  }
}

@ObjectType('LimitBreach', { simpleResolvers: true, description: 'A limit of a portfolio that is broken.' })
export class LimitBreach {
  @Field(() => String, {
    description: 'The field of PortfolioLimits: position, sector, cash or valueAtRisk.',
  })
  readonly limit: string;

  @Field(() => Float, { description: 'What there is, as a fraction.' })
  readonly observed: number;

  @Field(() => Float, { description: 'The limit, as a fraction.' })
  readonly allowed: number;

  @Field(() => String, {
    description: 'What breaks it: a ticker, the key of a sector group, or the name of the limit.',
  })
  readonly subject: string;

  constructor({ limit, observed, allowed, subject }: BreachFigures) {
    this.limit = limit;
    this.observed = observed;
    this.allowed = allowed;
    this.subject = subject;
  }
}

/** A holding, for what scores and risks say of it. */
export interface RiskyHolding {
  readonly ticker: Ticker;
  /** In units of MONEY. */
  readonly value: bigint;
}

const OF_HISTORY = 'Null where no stock has enough sessions.';

@ObjectType('PortfolioRisk', {
  simpleResolvers: true,
  description:
    'The risk of a portfolio, as if it had always had the weights of the day: from the daily returns of the last 500 sessions. ' +
    'It tells of the past, and forecasts nothing. Fractions are of the total with cash, which earns nothing.',
})
export class PortfolioRisk {
  readonly leftOutTickers: readonly Ticker[];

  @Field(() => DateScalar, { description: 'The session.' })
  readonly date: IsoDate;

  @Field(() => Int, { description: 'Sessions with a return.' })
  readonly sessions: number;

  @Field(() => Float, {
    nullable: true,
    description: `The volatility of a year, as a fraction. ${OF_HISTORY}`,
  })
  readonly volatility: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Beta to NIFTY 50, over the sessions that both have. ${OF_HISTORY}`,
  })
  readonly beta: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `A session lost no more than this fraction, with a probability of 95 %. ${OF_HISTORY}`,
  })
  readonly valueAtRisk95: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The same in ₹, of the total of the day. ${OF_HISTORY}`,
  })
  readonly valueAtRisk95Rupees: string | null;

  @Field(() => Float, {
    nullable: true,
    description: `The mean loss of the sessions that lost as much or more, as a fraction. ${OF_HISTORY}`,
  })
  readonly expectedShortfall95: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `The largest fall below an earlier peak, as a fraction. ${OF_HISTORY}`,
  })
  readonly maxDrawdown: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The sum of the squared weights of the holdings, without cash: 1 for a single stock. Null without holdings.',
  })
  readonly concentration: number | null;

  @Field(() => Float, { nullable: true, description: '1 / concentration. Null without holdings.' })
  readonly effectiveHoldings: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The largest fraction of a holding. Null without holdings or value.',
  })
  readonly largestWeight: number | null;

  @Field(() => [SectorWeight], { description: 'Fractions of the sector groups, the largest first.' })
  readonly sectors: readonly SectorWeight[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Whole sessions until nine tenths of the holdings are sold, at a fifth of the median traded value of each stock a session. ' +
      'Null where that is never reached.',
  })
  readonly sessionsToSell: number | null;

  @Field(() => [LimitBreach], { description: 'The limits that are broken.' })
  readonly breaches: readonly LimitBreach[];

  constructor(
    date: IsoDate,
    figures: PortfolioRiskFigures,
    readonly holdings: readonly RiskyHolding[],
    sectorNamed: (key: string) => Sector,
  ) {
    this.date = date;
    this.sessions = figures.sessions;
    this.leftOutTickers = figures.leftOut;
    this.volatility = figures.volatility;
    this.beta = figures.beta;
    this.valueAtRisk95 = figures.valueAtRisk95;
    this.valueAtRisk95Rupees = moneyText(figures.valueAtRisk95Rupees);
    this.expectedShortfall95 = figures.expectedShortfall95;
    this.maxDrawdown = figures.maxDrawdown;
    this.concentration = figures.concentration;
    this.effectiveHoldings = figures.effectiveHoldings;
    this.largestWeight = figures.largestWeight;
    this.sectors = figures.sectors.map(({ sector, weight }) => new SectorWeight(sectorNamed(sector), weight));
    this.sessionsToSell = figures.sessionsToSell;
    this.breaches = figures.breaches.map((breach) => new LimitBreach(breach));
  }
}
