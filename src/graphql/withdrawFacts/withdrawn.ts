import { Field, Int, ObjectType } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import type { WithdrawnFacts } from '../../market/store/withdrawFacts.js';
import type { IsoDate } from '../../scoring/names.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { DateScalar } from '../scalars.js';

@ObjectType('Withdrawn', { simpleResolvers: true, description: 'The outcome of a withdrawal.' })
export class Withdrawn {
  @Field(() => Int, {
    description: 'Facts that were withdrawn; 0 where a withdrawal was lifted or repeated.',
  })
  readonly rows: number;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day whose scores may differ; null: none, or all days where `rescoreQueued` is true.',
  })
  readonly touchesFrom: IsoDate | null;

  @Field(() => Boolean, {
    description:
      'Whether the scores that the facts touch are queued to be computed again, the newest session first.',
  })
  readonly rescoreQueued: boolean;

  constructor(dataset: DatasetName, { rows, touchesFrom }: WithdrawnFacts) {
    this.dataset = dataset;
    this.rows = rows;
    this.touchesFrom = touchesFrom === null || touchesFrom === -Infinity ? null : isoOf(touchesFrom);
    this.rescoreQueued = touchesFrom !== null;
  }

  @Field(() => DatasetEnum, { description: 'What kind of facts they were.' })
  readonly dataset: DatasetName;
}
