import { Field, ObjectType } from 'type-graphql';
import type { NotScoredCode, IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';

@ObjectType('NotScored', { simpleResolvers: true, description: 'Why a company has no score of a day.' })
export class NotScored {
  @Field(() => DateScalar, { description: 'The scored session.' })
  readonly date: IsoDate;

  @Field(() => String, {
    description:
      'NO_SECTOR_GROUP: the industry says too little. NO_BARS: there is no bar up to the day. NOT_TRADED: the last bar is ' +
      'too old. OTHER_LISTING: the company is scored under another ticker. Later versions may have more.',
  })
  readonly code: NotScoredCode;

  @Field(() => String, { description: 'The reason in words.' })
  readonly reason: string;

  constructor(date: IsoDate, code: NotScoredCode, reason: string) {
    this.date = date;
    this.code = code;
    this.reason = reason;
  }
}
