import { Field, Float, ObjectType } from 'type-graphql';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import type { ProfileRow } from './profileLoader.js';

const nullable = true;

@ObjectType('Profile', {
  simpleResolvers: true,
  description: 'What a company is, as the newest import tells. What is not known is null.',
})
export class Profile {
  readonly stockTicker: Ticker;

  @Field(() => String, { nullable, description: 'ISIN of the share; null when it was not imported.' })
  readonly isin: string | null;

  @Field(() => [TickerScalar], {
    description:
      'All tickers of the company today, those of NSE before those of BSE: tickers that ever had an ISIN in common.',
  })
  readonly tickers: readonly Ticker[];

  @Field(() => [TickerScalar], {
    description: 'Former symbols of these, the oldest first. Stock.tickers tells when each was its own.',
  })
  readonly formerTickers: readonly Ticker[];

  @Field(() => DateScalar, {
    nullable,
    description: 'First day on which the share was listed; null when it was not imported.',
  })
  readonly listedOn: IsoDate | null;

  @Field(() => Float, {
    nullable,
    description: 'Face value of a share, in ₹; null when it was not imported.',
  })
  readonly faceValue: number | null;

  @Field(() => String, {
    nullable,
    description: "The company's site, a link of https; null when it was not imported.",
  })
  readonly website: string | null;

  constructor(
    stockTicker: Ticker,
    row: ProfileRow | null,
    { tickers, formerTickers }: Pick<Profile, 'tickers' | 'formerTickers'>,
  ) {
    this.stockTicker = stockTicker;
    this.isin = row?.isin || null;
    this.tickers = tickers;
    this.formerTickers = formerTickers;
    this.listedOn = row?.listed_on ?? null;
    this.faceValue = row?.face_value ?? null;
    this.website = row?.website || null;
  }
}
