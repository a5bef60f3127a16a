import { Field, Float, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar, DecimalScalar } from '../scalars.js';

@ObjectType('PerformancePoint', {
  simpleResolvers: true,
  description: 'What was there at the close of a session, and what was earned up to then.',
})
export class PerformancePoint {
  @Field(() => DateScalar, { description: 'The session.' })
  readonly date: IsoDate;

  @Field(() => DecimalScalar, { description: 'The value in ₹.' })
  readonly value: string;

  @Field(() => Float, { description: 'The return since the first point, compounded, as a fraction.' })
  readonly totalReturn: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The return of NIFTY 50 since the first point, as a fraction. It is a price index, without dividends. Null where it has ' +
      'no close.',
  })
  readonly benchmark: number | null;

  constructor({
    date,
    value,
    totalReturn,
    benchmark,
  }: Pick<PerformancePoint, 'date' | 'value' | 'totalReturn' | 'benchmark'>) {
    this.date = date;
    this.value = value;
    this.totalReturn = totalReturn;
    this.benchmark = benchmark;
  }
}
