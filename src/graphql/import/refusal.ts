import { Field, Int, ObjectType } from 'type-graphql';
import { sql } from 'kysely';
import { connectionOf } from '../connection/connectionOf.js';
import { rowsOfImport, type PlacedRow } from './rowsOfImport.js';

interface RefusalRow extends PlacedRow {
  readonly line: number;
  readonly column_name: string;
  readonly value: string;
  readonly rule: string;
  readonly reason: string;
}

@ObjectType('Refusal', { simpleResolvers: true, description: 'A row of an import that was refused.' })
export class Refusal {
  @Field(() => Int, {
    description:
      'Line of the row in its file, where 1 is the header; of recordBars and recordMetrics its index in the input.',
  })
  readonly line: number;

  @Field(() => String, { description: 'The column that is wrong.' })
  readonly column: string;

  @Field(() => String, { description: 'Its value, cut to 80 characters.' })
  readonly value: string;

  @Field(() => String, {
    description: 'The rule that the row breaks, such as HIGH_BELOW_LOW (docs/import.md).',
  })
  readonly rule: string;

  @Field(() => String, { description: 'What was expected.' })
  readonly reason: string;

  constructor({ line, column_name, value, rule, reason }: RefusalRow) {
    this.line = line;
    this.column = column_name;
    this.value = value;
    this.rule = rule;
    this.reason = reason;
  }
}

export const RefusalConnection = connectionOf(Refusal, {
  name: 'Refusal',
  noun: 'refused row',
  description: 'A page of the refused rows of one import, in the order of their lines.',
});
export type RefusalConnection = InstanceType<typeof RefusalConnection>;

/** Lists the refused rows of imports, by the ids of these. */
export const refusalListing = rowsOfImport<RefusalRow>(
  sql`refusals`,
  sql`found.line, found.column_name, found.value, found.rule, found.reason`,
  sql`found.column_name, found.rule, found.value, found.reason`,
);
