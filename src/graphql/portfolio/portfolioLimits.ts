import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { USUAL_LIMITS, type LimitName } from '../../portfolios/portfolioRisk/usualLimits.js';
import type { PortfolioRow } from '../../portfolios/store/portfolioRow.js';
import { DecimalScalar } from '../scalars.js';

@ObjectType('PortfolioLimits', {
  simpleResolvers: true,
  description:
    'Limits of the risk of a portfolio, as fractions of its value. They are broken beyond, not at.',
})
export class PortfolioLimits implements Readonly<Record<LimitName, number>> {
  @Field(() => Float, { description: 'The most of one stock.' })
  readonly position: number;

  @Field(() => Float, { description: 'The most of one sector group.' })
  readonly sector: number;

  @Field(() => Float, { description: 'The least cash.' })
  readonly cash: number;

  @Field(() => Float, { description: 'The most value at risk of a session, with a probability of 95 %.' })
  readonly valueAtRisk: number;

  constructor({ position, sector, cash, valueAtRisk }: PortfolioRow['limits']) {
    this.position = position;
    this.sector = sector;
    this.cash = cash;
    this.valueAtRisk = valueAtRisk;
  }
}

@ObjectType('PortfolioCosts', {
  simpleResolvers: true,
  description: 'What trades of a portfolio cost. What is null is as config/costs.yaml says.',
})
export class PortfolioCosts {
  @Field(() => DecimalScalar, { nullable: true, description: 'Of a purchase, as a fraction of its value.' })
  readonly buyRate: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of a sale, as a fraction of its value.' })
  readonly sellRate: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'A fixed amount for each sale, in ₹.' })
  readonly perSale: string | null;

  constructor({ buyRate, sellRate, perSale }: PortfolioRow['costs']) {
    this.buyRate = buyRate;
    this.sellRate = sellRate;
    this.perSale = perSale;
  }
}

const FRACTION = 'A fraction from 0 to 1 with at most 4 decimals';
const limit = (what: string, usual: number) => ({
  nullable: true,
  description: `${what}. ${FRACTION}; null: ${usual}.`,
});

@InputType('PortfolioLimitsInput', { description: 'Limits of the risk of a portfolio.' })
export class PortfolioLimitsInput {
  @Field(() => Float, limit('The most of one stock', USUAL_LIMITS.position))
  readonly position?: number | null;

  @Field(() => Float, limit('The most of one sector group', USUAL_LIMITS.sector))
  readonly sector?: number | null;

  @Field(() => Float, limit('The least cash', USUAL_LIMITS.cash))
  readonly cash?: number | null;

  @Field(() => Float, limit('The most value at risk of a session', USUAL_LIMITS.valueAtRisk))
  readonly valueAtRisk?: number | null;
}
