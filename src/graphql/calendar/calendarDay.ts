import { Field, ObjectType } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import type { SourcedEntry } from './calendarLoader.js';

const nullable = true;

@ObjectType('CalendarDay', { simpleResolvers: true, description: 'A day of the calendar of the exchange.' })
export class CalendarDay {
  @Field(() => DateScalar, { description: 'The day.' })
  readonly date: IsoDate;

  @Field(() => Boolean, {
    description:
      'Whether it is a session. In a year that the calendar does not know, the days with bars are the sessions.',
  })
  readonly open: boolean;

  @Field(() => String, {
    nullable,
    description:
      'HOLIDAY, or SESSION: a session on a day that would be closed; null for an ordinary weekday or weekend day.',
  })
  readonly kind: string | null;

  @Field(() => String, {
    nullable,
    description: 'Name of the holiday or special session; null: it has none.',
  })
  readonly name: string | null;

  @Field(() => String, {
    nullable,
    description: 'The file that the holiday or special session is from; null for an ordinary day.',
  })
  readonly source: string | null;

  constructor(day: Day, open: boolean, entry: SourcedEntry | undefined) {
    this.date = isoOf(day);
    this.open = open;
    this.kind = entry?.kind ?? null;
    this.name = entry?.name || null;
    this.source = entry?.source ?? null;
  }
}
