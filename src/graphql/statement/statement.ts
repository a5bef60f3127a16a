import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import type { StatementRow } from './statementLoaders.js';

@ObjectType('Statement', {
  simpleResolvers: true,
  description: 'One figure of a statement, as it was imported (docs/import.md).',
})
export class Statement {
  @Field(() => String, { description: 'Name of the figure, such as sales or gnpa_pct.' })
  readonly metric: string;

  @Field(() => String, {
    description: 'ANNUAL, QUARTER, or POINT: true on that day, such as a quoted P/E.',
  })
  readonly period: string;

  @Field(() => DateScalar, { description: 'End of the period.' })
  readonly periodEnd: IsoDate;

  @Field(() => Int, { description: 'Length of the period in months; 0 of a POINT.' })
  readonly months: number;

  @Field(() => String, {
    nullable: true,
    description:
      'CONSOLIDATED (the group) or STANDALONE (the company alone); null where the source does not say.',
  })
  readonly basis: string | null;

  @Field(() => Float, {
    description: 'The figure: money in ₹ crore, ratios as fractions, names that end in _pct, and nim, in %.',
  })
  readonly value: number;

  @Field(() => DateScalar, {
    description: 'Day on which it was published: as stated, or the usual lag after the period.',
  })
  readonly publishedOn: IsoDate;

  @Field(() => String, { description: 'Kind of source: PRIMARY or SECONDARY.' })
  readonly source: string;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  readonly recordedAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was corrected or withdrawn; null: it counts today.',
  })
  readonly supersededAt: Date | null;

  constructor(row: StatementRow) {
    this.metric = row.metric;
    this.period = row.period;
    this.periodEnd = row.period_end;
    this.months = row.months;
    this.basis = row.basis || null;
    this.value = row.value;
    this.publishedOn = row.published_on;
    this.source = row.source;
    this.recordedAt = new Date(row.recorded_at);
    this.supersededAt = row.superseded_at === null ? null : new Date(row.superseded_at);
  }
}

export const StatementConnection = connectionOf(Statement, {
  name: 'Statement',
  noun: 'figure',
  description: 'A page of the figures of one company, the newest period first.',
});
export type StatementConnection = InstanceType<typeof StatementConnection>;
