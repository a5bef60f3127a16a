import { Field, Float, InputType } from 'type-graphql';
import type { JournalKind } from '../../portfolios/names.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { JournalKindEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar, TickerScalar } from '../scalars.js';
import { CostsInput } from './costsInput.js';
import { PortfolioLimitsInput } from './portfolioLimits.js';

@InputType('PortfolioInput', { description: 'What a portfolio is called, and how it is watched and traded.' })
export class PortfolioInput {
  @Field(() => String, {
    description: 'Its name, 1 to 255 characters that print; blanks around it are left out.',
  })
  readonly name!: string;

  @Field(() => PortfolioLimitsInput, { nullable: true, description: 'Limits of its risk; null: as usual.' })
  readonly limits?: PortfolioLimitsInput | null;

  @Field(() => CostsInput, {
    nullable: true,
    description: 'What its trades cost; null: as config/costs.yaml says.',
  })
  readonly costs?: CostsInput | null;
}

@InputType('HoldingInput', { description: 'Shares of a stock that are held.' })
export class HoldingInput {
  @Field(() => TickerScalar, { description: 'A known stock, each once; a former symbol is found, too.' })
  readonly ticker!: Ticker;

  @Field(() => Float, { description: 'Whole shares, 0 or more.' })
  readonly quantity!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'What a share cost on average in ₹, without charges. Null: unknown; where the portfolio has shares already, their cost ' +
      'stays known as long as none are added.',
  })
  readonly averageCost?: string | null;
}

@InputType('JournalInput', {
  description:
    'An entry of a journal. BUY and SELL need ticker, quantity and price, and may have costs. DEPOSIT and WITHDRAWAL need an ' +
    'amount. DIVIDEND needs ticker and amount, and may have costs. CORRECTION needs an amount, or ticker and quantity, with a ' +
    'price where it is known what the shares cost. OPENING is written by setHoldings; SPLIT and BONUS follow from the actions.',
})
export class JournalInput {
  @Field(() => DateScalar, { description: 'The day, up to today in India.' })
  readonly date!: IsoDate;

  @Field(() => JournalKindEnum, { description: 'What it is.' })
  readonly kind!: JournalKind;

  @Field(() => TickerScalar, {
    nullable: true,
    description: 'A known stock; a former symbol is found, too. Null: it is about cash alone.',
  })
  readonly ticker?: Ticker | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Whole shares, above 0; in a CORRECTION also below, which takes shares away.',
  })
  readonly quantity?: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '₹ a share, at least 0.01, at most 4 decimals.',
  })
  readonly price?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Cash in ₹, above 0, at most 4 decimals; in a CORRECTION also below 0. In BUY and SELL it follows from the rest; if it is ' +
      'given, it must be quantity × price with costs.',
  })
  readonly amount?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Charges in ₹, 0 or more, at most 4 decimals.',
  })
  readonly costs?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, 1 to 1,000 characters that print.' })
  readonly note?: string | null;
}
