import { Field, Float, InputType } from 'type-graphql';
import { MOST_ROWS } from './requireRows.js';

@InputType('BarInput', {
  description:
    'One day of trading in a stock, as a row of prices.csv. Ticker and date are of type String, so that a wrong one ' +
    'refuses only its row.',
})
export class BarInput {
  @Field(() => String, { description: 'Ticker of a known company, such as "RELIANCE.NS" or "RELIANCE".' })
  readonly ticker!: string;

  @Field(() => String, {
    description:
      'The session, year-month-day, such as "2024-10-08". It may be the running session, but not a future one.',
  })
  readonly date!: string;

  @Field(() => Float, { description: 'First price, in ₹, above 0.' })
  readonly open!: number;

  @Field(() => Float, {
    description: 'Highest price, in ₹, above 0; of a running session, the highest so far.',
  })
  readonly high!: number;

  @Field(() => Float, {
    description: 'Lowest price, in ₹, above 0; of a running session, the lowest so far.',
  })
  readonly low!: number;

  @Field(() => Float, { description: 'Last price, in ₹, above 0.' })
  readonly close!: number;

  @Field(() => Float, { description: 'Shares traded, 0 or more.' })
  readonly volume!: number;

  @Field(() => Float, { nullable: true, description: 'Traded value in ₹, 0 or more; null: unknown.' })
  readonly value?: number | null;
}

@InputType('RecordBarsInput', { description: 'Bars to record.' })
export class RecordBarsInput {
  @Field(() => [BarInput], {
    description:
      `1 to ${MOST_ROWS} rows, of one session or several. A row replaces the known bar of its stock and ` +
      'session.',
  })
  readonly rows!: readonly BarInput[];
}
