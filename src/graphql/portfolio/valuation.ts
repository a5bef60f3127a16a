import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import type {
  DroppedFraction,
  PortfolioState,
  UncoveredEntry,
} from '../../portfolios/journal/portfolioState.js';
import type { UnbookedAction } from '../../portfolios/market/unbookedActions.js';
import type {
  Valuation as ValuationFigures,
  ValuedHolding as ValuedFigures,
} from '../../portfolios/valuation/valuationOf.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { moneyText } from './moneyText.js';

const UnbookedKindEnum = { DEMERGER: 'DEMERGER', RIGHTS: 'RIGHTS' } as const;
registerEnumType(UnbookedKindEnum, {
  name: 'UnbookedKind',
  description: 'An action that takes value out of shares and leaves their number as it is.',
  valuesConfig: {
    DEMERGER: { description: 'A part of the company was given to its holders as shares of another one.' },
    RIGHTS: { description: 'Holders could buy new shares below their price.' },
  },
});

@ObjectType('ValuedHolding', { simpleResolvers: true, description: 'A holding with its value on a day.' })
export class ValuedHolding {
  readonly ticker: Ticker;

  @Field(() => Float, { description: 'Whole shares, after the splits and bonuses up to the day.' })
  readonly quantity: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The last close as traded in ₹, carried over the splits and bonuses since; null: the stock has no bar by then.',
  })
  readonly price: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of that close; null: there is none.' })
  readonly priceDate: IsoDate | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Quantity × price in ₹; null without a price.' })
  readonly value: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The value as a fraction of the total; null where the total is unknown, or not above 0.',
  })
  readonly weight: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The value less what the shares cost, in ₹; null where either is unknown.',
  })
  readonly gain: string | null;

  @Field(() => Boolean, {
    description:
      'Whether the close is more than 10 sessions old. Then it counts all the same, and the stock is neither bought nor sold.',
  })
  readonly frozen: boolean;

  constructor(holding: ValuedFigures) {
    this.ticker = holding.ticker;
    this.quantity = Number(holding.quantity);
    this.price = moneyText(holding.price);
    this.priceDate = holding.priceDate;
    this.value = moneyText(holding.value);
    this.weight = holding.weight;
    this.gain = moneyText(holding.gain);
    this.frozen = holding.frozen;
  }
}

@ObjectType('DroppedShare', {
  simpleResolvers: true,
  description: 'The fraction of a share that a split or bonus left, which is not held any more.',
})
export class DroppedShare {
  readonly ticker: Ticker;

  @Field(() => DateScalar, { description: 'The ex-date.' })
  readonly exDate: IsoDate;

  @Field(() => Float, { description: 'The fraction of a share, above 0 and below 1.' })
  readonly fraction: number;

  constructor({ ticker, exDate, over, under }: DroppedFraction) {
    this.ticker = ticker;
    this.exDate = exDate;
    this.fraction = Number(over) / Number(under);
  }
}

@ObjectType('UnbookedAction', {
  simpleResolvers: true,
  description:
    'A demerger or rights issue of a stock that was held. The fall of its price is a loss until a CORRECTION books what was got.',
})
export class UnbookedActionOf {
  readonly ticker: Ticker;

  @Field(() => DateScalar, { description: 'The ex-date.' })
  readonly exDate: IsoDate;

  @Field(() => UnbookedKindEnum, { description: 'What it was.' })
  readonly kind: UnbookedAction['kind'];

  constructor({ ticker, exDate, kind }: UnbookedAction) {
    this.ticker = ticker;
    this.exDate = exDate;
    this.kind = kind;
  }
}

@ObjectType('UncoveredEntry', {
  simpleResolvers: true,
  description:
    'An entry that takes more shares than were held, because an action was corrected after it was recorded. Its shares count as ' +
    'far as they were held, its cash in full. Nothing more is recorded until a CORRECTION before it says where the shares are from.',
})
export class UncoveredEntryOf {
  readonly ticker: Ticker;

  @Field(() => DateScalar, { description: 'The day of the entry.' })
  readonly date: IsoDate;

  @Field(() => Float, { description: 'How many shares it takes.' })
  readonly taken: number;

  @Field(() => Float, { description: 'How many were held.' })
  readonly held: number;

  constructor({ row, ticker, taken, held }: UncoveredEntry) {
    this.ticker = ticker;
    this.date = row.day;
    this.taken = Number(taken);
    this.held = Number(held);
  }
}

@ObjectType('Valuation', { simpleResolvers: true, description: 'What a portfolio is worth on a day.' })
export class Valuation {
  readonly missingTickers: readonly Ticker[];

  @Field(() => DateScalar, {
    description: 'The session; of the newest valuation, the day of the last entry where that is later.',
  })
  readonly date: IsoDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cash and all holdings in ₹; null where a holding has no price.',
  })
  readonly total: string | null;

  @Field(() => DecimalScalar, { description: 'Cash in ₹; it may be negative.' })
  readonly cash: string;

  @Field(() => [ValuedHolding], { description: 'The holdings, by ticker.' })
  readonly holdings: readonly ValuedHolding[];

  @Field(() => [DroppedShare], {
    description: 'Fractions of shares that splits and bonuses have left since the first entry.',
  })
  readonly dropped: readonly DroppedShare[];

  @Field(() => [UnbookedActionOf], {
    description:
      'Demergers and rights issues of stocks that were held when they went ex, since the first entry, whether a CORRECTION has ' +
      'booked them or not.',
  })
  readonly unbooked: readonly UnbookedActionOf[];

  @Field(() => [UncoveredEntryOf], {
    description:
      'Entries that a corrected action has left without the shares that they take; the holdings are then uncertain.',
  })
  readonly uncovered: readonly UncoveredEntryOf[];

  constructor(
    { day, dropped, uncovered }: Pick<PortfolioState, 'day' | 'dropped' | 'uncovered'>,
    { total, cash, holdings, missing }: ValuationFigures,
    unbooked: readonly UnbookedAction[],
  ) {
    this.date = day;
    this.total = moneyText(total);
    this.cash = moneyText(cash);
    this.holdings = holdings.map((holding) => new ValuedHolding(holding));
    this.missingTickers = missing;
    this.dropped = dropped.map((one) => new DroppedShare(one));
    this.unbooked = unbooked.map((one) => new UnbookedActionOf(one));
    this.uncovered = uncovered.map((one) => new UncoveredEntryOf(one));
  }
}
