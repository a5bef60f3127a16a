import { Field, Float, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import { PerformancePoint } from './performancePoint.js';

@ObjectType('Performance', {
  simpleResolvers: true,
  description:
    'What a portfolio has earned over a span, without what was put in and taken out. Costs and dividends are losses and gains.',
})
export class Performance {
  @Field(() => DateScalar, { description: 'The first day of the span.' })
  readonly from: IsoDate;

  @Field(() => DateScalar, { description: 'The last day of the span.' })
  readonly to: IsoDate;

  @Field(() => Float, {
    nullable: true,
    description: 'The return over the span, compounded, as a fraction; null where there is no value.',
  })
  readonly totalReturn: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The return of NIFTY 50 over the same sessions, as a fraction. It is a price index, without dividends. Null where it has ' +
      'no close, or has ended.',
  })
  readonly benchmark: number | null;

  @Field(() => [PerformancePoint], {
    description: 'A point for each session on which all holdings have a price, in ascending order.',
  })
  readonly points: readonly PerformancePoint[];

  constructor({
    from,
    to,
    totalReturn,
    benchmark,
    points,
  }: Pick<Performance, 'from' | 'to' | 'totalReturn' | 'benchmark' | 'points'>) {
    this.from = from;
    this.to = to;
    this.totalReturn = totalReturn;
    this.benchmark = benchmark;
    this.points = points;
  }
}
