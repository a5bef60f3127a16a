import { Field, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import type { EventRow } from './stockEventsLoader.js';

@ObjectType('StockEvent', {
  simpleResolvers: true,
  description: 'A company event: something that a company announced, which the penalty looks at (method §7).',
})
export class StockEvent {
  @Field(() => String, {
    description: 'RESULTS, BOARD_MEETING, AUDITOR_QUALIFICATION, AUDITOR_RESIGNATION or BOARD_RESIGNATION.',
  })
  readonly kind: string;

  @Field(() => DateScalar, { description: 'The day of the company event.' })
  readonly date: IsoDate;

  @Field(() => DateScalar, { description: 'The day from which on it was known.' })
  readonly announcedOn: IsoDate;

  @Field(() => String, { nullable: true, description: 'More about it; null: nothing was imported.' })
  readonly detail: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Kind of source: PRIMARY or SECONDARY; null where the row does not say, as today.',
  })
  readonly source: string | null = null;

  constructor({ kind, day, announced_on, detail }: EventRow) {
    this.kind = kind;
    this.date = day;
    this.announcedOn = announced_on;
    this.detail = detail || null;
  }
}
