import { Field, Float, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { DateScalar } from '../scalars.js';
import type { BarRow } from './barLoaders.js';
import type { BarSpan } from './barSpan.js';

@ObjectType('Bar', { simpleResolvers: true, description: 'One day of trading in a stock.' })
export class Bar {
  @Field(() => DateScalar, { description: 'The session.' })
  readonly date: IsoDate;

  @Field(() => Float, { description: 'First price, in ₹.' })
  readonly open: number;

  @Field(() => Float, { description: 'Highest price, in ₹.' })
  readonly high: number;

  @Field(() => Float, { description: 'Lowest price, in ₹.' })
  readonly low: number;

  @Field(() => Float, { description: 'Last price, in ₹.' })
  readonly close: number;

  @Field(() => Float, {
    description:
      'Shares traded. An adjusted volume may have decimals, because splits and bonuses change it like the prices.',
  })
  readonly volume: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Traded value in ₹, never adjusted; null when the source does not give it.',
  })
  readonly value: number | null;

  /** @param page the bars that it was read with, whose origins are read together */
  constructor(
    { day, open, high, low, close, volume, value }: BarRow,
    readonly page: BarSpan,
  ) {
    this.date = day;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
    this.value = value;
  }
}

export const BarConnection = connectionOf(Bar, {
  name: 'Bar',
  description: 'A page of the bars of one stock, the newest first.',
});
export type BarConnection = InstanceType<typeof BarConnection>;
