import { Field, Int, ObjectType } from 'type-graphql';
import type { Refusal } from '../../market/imports/refusal.js';
import type { ImportedFile } from '../../market/store/recordBatch.js';

@ObjectType('RefusedRow', { simpleResolvers: true, description: 'A row that was not taken, and why.' })
export class RefusedRow {
  @Field(() => Int, { description: 'Its place among the rows that were given, from 0.' })
  readonly row: number;

  @Field(() => String, { description: 'The field that is wrong, such as "close".' })
  readonly column: string;

  @Field(() => String, { description: 'What stood there.' })
  readonly value: string;

  @Field(() => String, {
    description: 'The rule that it breaks, as imports name it, such as "UNKNOWN_TICKER" or "HIGH_BELOW_LOW".',
  })
  readonly rule: string;

  @Field(() => String, { description: 'What was expected.' })
  readonly reason: string;

  constructor({ line, column, value, rule, reason }: Refusal) {
    this.row = line;
    this.column = column;
    this.value = value;
    this.rule = rule;
    this.reason = reason;
  }
}

@ObjectType('RecordedBars', {
  simpleResolvers: true,
  description: 'What became of the rows. All that are not refused were stored together.',
})
export class RecordedBars {
  @Field(() => Int, { description: 'Rows that were given.' })
  readonly rows: number;

  @Field(() => Int, { description: 'Rows that are new bars.' })
  readonly inserted: number;

  @Field(() => Int, { description: 'Rows that replace a bar that was other.' })
  readonly updated: number;

  @Field(() => Int, { description: 'Rows that say what is known already, repeated ones included.' })
  readonly unchanged: number;

  @Field(() => [RefusedRow], { description: 'Rows that were not taken, in their order.' })
  readonly refused: readonly RefusedRow[];

  @Field(() => Boolean, {
    description:
      'Whether the scores that the rows touch are queued to be computed again, the newest session first; not where ' +
      'nothing is new.',
  })
  readonly rescoreQueued: boolean;

  constructor({ read, inserted, updated, unchanged, refusals }: ImportedFile) {
    this.rows = read;
    this.inserted = inserted;
    this.updated = updated;
    this.unchanged = unchanged;
    this.refused = refusals.map((refusal) => new RefusedRow(refusal));
    this.rescoreQueued = inserted + updated > 0;
  }
}
