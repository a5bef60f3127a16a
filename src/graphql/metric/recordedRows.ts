import { Field, Int, ObjectType } from 'type-graphql';
import type { ImportedFile } from '../../market/store/recordBatch.js';
import { FlagCount, flagCountsOf } from '../flag/flag.js';
import { RefusedRow } from '../recordBars/recordedBars.js';
import { FIELD_OF_COLUMN } from './givenFigure.js';

@ObjectType('RecordedRows', {
  simpleResolvers: true,
  description: 'The outcome for the rows. All rows that were not refused were stored together.',
})
export class RecordedRows {
  @Field(() => Int, { description: 'Rows that added a figure, or a later version of one.' })
  readonly inserted: number;

  @Field(() => Int, { description: 'Rows that replaced a version of a figure.' })
  readonly updated: number;

  @Field(() => Int, { description: 'Rows that equal the known version, and rows that repeat another row.' })
  readonly unchanged: number;

  @Field(() => [RefusedRow], { description: 'Rows that were refused, in the order of the input.' })
  readonly refused: readonly RefusedRow[];

  @Field(() => Boolean, {
    description:
      'Whether the scores that the rows touch are queued to be computed again, the newest session first; false when ' +
      'no row added or replaced a figure.',
  })
  readonly rescoreQueued: boolean;

  @Field(() => [FlagCount], { description: 'What is odd about rows that were stored, by kind.' })
  readonly flags: readonly FlagCount[];

  constructor({ inserted, updated, unchanged, refusals, flags, touchesFrom }: ImportedFile) {
    this.inserted = inserted;
    this.updated = updated;
    this.unchanged = unchanged;
    this.refused = refusals.map(
      (refusal) =>
        new RefusedRow({ ...refusal, column: FIELD_OF_COLUMN.get(refusal.column) ?? refusal.column }),
    );
    this.flags = flagCountsOf(flags);
    this.rescoreQueued = touchesFrom !== null;
  }
}
