import { Field, Float, InputType, Int } from 'type-graphql';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { MOST_ROWS } from '../recordBars/requireRows.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { BasisEnum, PeriodEnum, type BasisName, type PeriodName } from './metricEnums.js';

@InputType('MetricInput', { description: 'One figure of a statement, as a row of statements.csv.' })
export class MetricInput {
  @Field(() => TickerScalar, { description: 'The stock; a company of the store.' })
  readonly ticker!: Ticker;

  @Field(() => String, { description: 'The metric, such as "sales", as statements.csv names it.' })
  readonly code!: string;

  @Field(() => PeriodEnum, {
    description: 'ANNUAL, QUARTER or POINT. A row with TTM is refused: it is derived.',
  })
  readonly period!: PeriodName;

  @Field(() => DateScalar, { description: 'End of the period; not a future day.' })
  readonly periodEnd!: IsoDate;

  @Field(() => Int, {
    nullable: true,
    description: 'Length of the period in months; null: 12 of ANNUAL, 3 of QUARTER, 0 of POINT.',
  })
  readonly months?: number | null;

  @Field(() => BasisEnum, {
    nullable: true,
    description: 'What the statement covers; null: UNKNOWN, because the source does not say.',
  })
  readonly basis?: BasisName | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Of a figure per share: the day up to whose splits and bonuses it is adjusted; null: as filed.',
  })
  readonly adjustedTo?: IsoDate | null;

  @Field(() => Float, {
    description:
      'The figure: money in ₹ crore, ratios as fractions, names that end in _pct, and nim, in %; eps in ₹, shares in crore.',
  })
  readonly value!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day on which it was published, not a future one; null: 45 days after a quarter, 60 after a year, the day itself of ' +
      'a POINT.',
  })
  readonly publishedOn?: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'PRIMARY or SECONDARY; null: PRIMARY.' })
  readonly source?: string | null;
}

@InputType('RecordMetricsInput', { description: 'Figures to record.' })
export class RecordMetricsInput {
  @Field(() => [MetricInput], {
    description:
      `1 to ${MOST_ROWS} rows. A row of the same metric, period, months, basis and day of publication as a known figure ` +
      'replaces it; one with a later day of publication restates it.',
  })
  readonly rows!: readonly MetricInput[];
}
