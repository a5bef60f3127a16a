import { Field, InputType } from 'type-graphql';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { ModeEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';

@InputType('RescoreInput', { description: 'What to score again.' })
export class RescoreInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'A session with prices; null: the newest one. Any other day is refused.',
  })
  readonly on?: IsoDate | null;

  @Field(() => ModeEnum, { nullable: true, description: 'For whom; null: both modes.' })
  readonly mode?: Mode | null;
}
