import { Field, Int, ObjectType } from 'type-graphql';
import type { Refusal } from '../../market/imports/refusal.js';
import type { ImportedFile } from '../../market/store/recordBatch.js';
import { FlagCount, flagCountsOf } from '../flag/flag.js';

@ObjectType('RefusedRow', { simpleResolvers: true, description: 'A row that was refused, and the reason.' })
export class RefusedRow {
  @Field(() => Int, { description: 'Index of the row in the input, from 0.' })
  readonly row: number;

  @Field(() => String, { description: 'The field that is wrong, such as "close".' })
  readonly column: string;

  @Field(() => String, { description: 'The value of the field.' })
  readonly value: string;

  @Field(() => String, {
    description:
      'The rule that the row breaks, by its name in imports, such as "UNKNOWN_TICKER" or "HIGH_BELOW_LOW".',
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
  description: 'The outcome for the rows. All rows that were not refused were stored together.',
})
export class RecordedBars {
  @Field(() => Int, { description: 'Rows in the input.' })
  readonly rows: number;

  @Field(() => Int, { description: 'Rows that added a bar.' })
  readonly inserted: number;

  @Field(() => Int, { description: 'Rows that replaced a bar with other numbers.' })
  readonly updated: number;

  @Field(() => Int, { description: 'Rows that equal the known bar, and rows that repeat another row.' })
  readonly unchanged: number;

  @Field(() => [RefusedRow], { description: 'Rows that were refused, in the order of the input.' })
  readonly refused: readonly RefusedRow[];

  @Field(() => Boolean, {
    description:
      'Whether the scores that the rows touch are queued to be computed again, the newest session first; false when ' +
      'no row added or replaced a bar.',
  })
  readonly rescoreQueued: boolean;

  @Field(() => [FlagCount], { description: 'What is odd about rows that were stored, by kind.' })
  readonly flags: readonly FlagCount[];

  constructor({ read, inserted, updated, unchanged, refusals, flags }: ImportedFile) {
    this.rows = read;
    this.inserted = inserted;
    this.updated = updated;
    this.unchanged = unchanged;
    this.refused = refusals.map((refusal) => new RefusedRow(refusal));
    this.flags = flagCountsOf(flags);
    this.rescoreQueued = inserted + updated > 0;
  }
}
