import { Field, InputType, Int } from 'type-graphql';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { DateScalar, TickerScalar } from '../scalars.js';

const PART = 'It is given where it is part of the key of the dataset, and else null.';

@InputType('WithdrawInput', {
  description:
    'Names the facts to withdraw by their key, as a row of withdrawals.csv. Parts of the key that the dataset does not ' +
    'have are null.',
})
export class WithdrawInput {
  @Field(() => DatasetEnum, { description: 'What kind of facts they are; all but WITHDRAWALS.' })
  readonly dataset!: DatasetName;

  @Field(() => TickerScalar, { nullable: true, description: `The stock. ${PART}` })
  readonly ticker?: Ticker | null;

  @Field(() => String, { nullable: true, description: `The name of an index. ${PART}` })
  readonly index?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: `The day of a bar, company event or holiday, an ex-date, or the end of a period. ${PART}`,
  })
  readonly date?: IsoDate | null;

  @Field(() => String, { nullable: true, description: `The kind of an action or company event. ${PART}` })
  readonly kind?: string | null;

  @Field(() => String, { nullable: true, description: `ANNUAL, QUARTER or POINT, of a statement. ${PART}` })
  readonly period?: string | null;

  @Field(() => String, { nullable: true, description: `The metric of a statement, such as "sales". ${PART}` })
  readonly metric?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'CONSOLIDATED or STANDALONE, of a statement; null: its basis is unknown.',
  })
  readonly basis?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The length of the period of a statement, in months; null: 12 of ANNUAL and 3 of QUARTER.',
  })
  readonly months?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which the version of a figure was published; null: all versions.',
  })
  readonly publishedOn?: IsoDate | null;

  @Field(() => String, { description: 'Why they are withdrawn, in words. It is kept and shown.' })
  readonly reason!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True lifts a withdrawal, so that the facts can be imported again.',
  })
  readonly lift!: boolean;
}
