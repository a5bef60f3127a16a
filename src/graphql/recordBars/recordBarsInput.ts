import { Field, Float, InputType } from 'type-graphql';

/** How many rows are taken at a time. */
export const MOST_ROWS = 5_000;

@InputType('BarInput', {
  description:
    'One day of trading in a stock, as prices.csv has it. Ticker and date are texts, so that a wrong one refuses its ' +
    'row only.',
})
export class BarInput {
  @Field(() => String, { description: 'Of a company that is known, such as "RELIANCE.NS" or "RELIANCE".' })
  readonly ticker!: string;

  @Field(() => String, {
    description:
      'A session that is not to come, year-month-day such as "2024-10-08"; also the one that is running.',
  })
  readonly date!: string;

  @Field(() => Float, { description: 'First price, in ₹, above 0.' })
  readonly open!: number;

  @Field(() => Float, { description: 'Highest price so far, in ₹, above 0.' })
  readonly high!: number;

  @Field(() => Float, { description: 'Lowest price so far, in ₹, above 0.' })
  readonly low!: number;

  @Field(() => Float, { description: 'Last price, in ₹, above 0.' })
  readonly close!: number;

  @Field(() => Float, { description: 'Shares traded, 0 or more.' })
  readonly volume!: number;

  @Field(() => Float, { nullable: true, description: 'Traded value in ₹, 0 or more; null: not known.' })
  readonly value?: number | null;
}

@InputType('RecordBarsInput', { description: 'Bars to take in.' })
export class RecordBarsInput {
  @Field(() => [BarInput], {
    description: `1 to ${MOST_ROWS} rows, of one session or several. A bar that is known is replaced.`,
  })
  readonly rows!: readonly BarInput[];
}
