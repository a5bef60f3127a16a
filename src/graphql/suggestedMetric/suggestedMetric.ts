import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { FiledBeside } from '../../companies/amounts/besideFiled.js';
import type { MetricUnit } from '../../companies/figures/metricCodes.js';
import type { IsoDate } from '../../scoring/names.js';
import { UnitEnum } from '../metric/metricEnums.js';
import { DateScalar } from '../scalars.js';
import type { SuggestedRow } from './suggestedLoader.js';

@ObjectType('SuggestedMetric', {
  simpleResolvers: true,
  description:
    'A figure that the text of a document states, beside the filed one. It is found by rules, never enters the statements ' +
    'by itself, and is for people to check (docs/documents.md).',
})
export class SuggestedMetric {
  @Field(() => String, { description: 'The metric, such as "sales", as `Stock.metrics` names it.' })
  readonly code: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'End of its period; null: the text does not say it clearly.',
  })
  readonly periodEnd: IsoDate | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Length of its period in months; null: the text does not say it, or what is counted on a day has none.',
  })
  readonly months: number | null;

  @Field(() => Float, { description: 'The figure, in `unit`.' })
  readonly value: number;

  @Field(() => UnitEnum, { description: 'The unit, which is that of the filed figure.' })
  readonly unit: MetricUnit;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of four marks that the text has, from 0 to 1: an exact name, the unit in full, the period, a table. Never ' +
      'null.',
  })
  readonly confidence: number;

  @Field(() => String, {
    description: 'The figure in the document, with up to 100 characters before and after it.',
  })
  readonly text: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The page of the document, from 1; null: it has no pages.',
  })
  readonly page: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The filed figure of the same metric and period as of the day, consolidated where there is one; null: none is known, ' +
      'or the period is not.',
  })
  readonly filed: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The suggested figure less the filed one, in `unit`; null where `filed` is.',
  })
  readonly difference: number | null;

  constructor(
    readonly row: SuggestedRow,
    beside: FiledBeside | null,
  ) {
    this.code = row.code;
    this.periodEnd = row.period_end;
    this.months = row.months;
    this.value = row.value;
    this.unit = row.unit;
    this.confidence = row.confidence;
    this.text = row.text;
    this.page = row.page;
    this.filed = beside?.filed ?? null;
    this.difference = beside?.difference ?? null;
  }
}
