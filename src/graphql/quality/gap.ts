import { Field, Int, ObjectType } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import { GapCauseEnum, type GapCause } from './gapCauseEnum.js';
import type { MissingSessions } from './missingSessions.js';

@ObjectType('Gap', { simpleResolvers: true, description: 'Sessions in a row without a bar, of one cause.' })
export class Gap {
  @Field(() => DateScalar, { description: 'The first session without a bar.' })
  readonly from: IsoDate;

  @Field(() => DateScalar, { description: 'The last session without a bar.' })
  readonly to: IsoDate;

  @Field(() => Int, { description: 'How many sessions these are.' })
  readonly sessions: number;

  @Field(() => GapCauseEnum, { description: 'Why there is no bar.' })
  readonly cause: GapCause;

  constructor({ from, to, sessions, cause }: MissingSessions) {
    this.from = isoOf(from);
    this.to = isoOf(to);
    this.sessions = sessions;
    this.cause = cause;
  }
}
