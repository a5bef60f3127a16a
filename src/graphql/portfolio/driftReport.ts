import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { DriftStatus } from '../../portfolios/names.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { DriftStatusEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { stockNamed } from './stockNamed.js';

/** How a position stands to its target. Decimals are texts. */
interface ShownPosition {
  readonly ticker: Ticker;
  readonly target: string;
  readonly lower: string;
  readonly upper: string;
  readonly actual: number;
  readonly drift: number;
  readonly status: DriftStatus;
}

/** A report of drift with its day. Decimals are texts. */
interface ShownDrift {
  readonly date: IsoDate;
  readonly marketValue: string;
  readonly positions: readonly ShownPosition[];
  readonly totalDrift: number;
  readonly breaches: number;
}

@ObjectType('PositionDrift', {
  simpleResolvers: true,
  description: 'How a position stands to its target. Fractions are of the market value.',
})
export class PositionDrift {
  readonly ticker: Ticker;

  @Field(() => Float, { description: 'What the model says; 0 where the stock is not in it.' })
  readonly target: number;

  @Field(() => Float, { description: 'What is held.' })
  readonly actual: number;

  @Field(() => Float, { description: 'What is held less the target.' })
  readonly drift: number;

  @Field(() => Float, { description: 'The lower end of the band.' })
  readonly lower: number;

  @Field(() => Float, { description: 'The upper end of the band.' })
  readonly upper: number;

  @Field(() => DriftStatusEnum, { description: 'How it stands to the band.' })
  readonly status: DriftStatus;

  constructor({ ticker, target, actual, drift, lower, upper, status }: ShownPosition) {
    this.ticker = ticker;
    this.target = Number(target);
    this.actual = actual;
    this.drift = drift;
    this.lower = Number(lower);
    this.upper = Number(upper);
    this.status = status;
  }
}

@ObjectType('DriftReport', {
  simpleResolvers: true,
  description: 'How the positions of a portfolio stand to the targets of its model.',
})
export class DriftReport {
  @Field(() => DateScalar, { description: 'The session that prices are of.' })
  readonly date: IsoDate;

  @Field(() => DecimalScalar, { description: 'Cash and all holdings, in ₹. Fractions are of it.' })
  readonly marketValue: string;

  @Field(() => [PositionDrift], { description: 'Positions of the model and other holdings, by ticker.' })
  readonly positions: readonly PositionDrift[];

  @Field(() => Float, {
    description:
      'The sum of the drifts without their signs, over positions that may be traded: not over frozen ones and those that ' +
      'are kept.',
  })
  readonly totalDrift: number;

  @Field(() => Int, {
    description:
      'Positions that may be traded and stand above or below their bands, and holdings that are to be sold because they are ' +
      'not in the model. Blocked ones do not count.',
  })
  readonly breaches: number;

  constructor({ date, marketValue, positions, totalDrift, breaches }: ShownDrift) {
    this.date = date;
    this.marketValue = marketValue;
    this.positions = positions.map((position) => new PositionDrift(position));
    this.totalDrift = totalDrift;
    this.breaches = breaches;
  }
}

@Resolver(() => PositionDrift)
export class PositionDriftResolver {
  @FieldResolver(() => Stock, { description: 'The stock, as it is known today.' })
  stock(@Root() { ticker }: PositionDrift, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}
