import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection/connectionOf.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { DateTimeScalar } from '../scalars.js';

/** A field of a fact that was changed or withdrawn. */
export interface CorrectionRow {
  readonly dataset: DatasetName;
  readonly key: string;
  readonly field: string;
  readonly former: string | null;
  readonly new: string | null;
  readonly batch: number;
  /** As it is written in JSON. */
  readonly recorded_at: string;
  readonly withdrawn: boolean;
  readonly reason: string | null;
}

@ObjectType('Correction', {
  simpleResolvers: true,
  description: 'A field of a fact that a later import changed, or that was withdrawn.',
})
export class Correction {
  readonly batchId: number;

  @Field(() => DatasetEnum, { description: 'What kind of fact it is.' })
  readonly dataset: DatasetName;

  @Field(() => String, { description: 'What names the fact, such as "RELIANCE.NS 2024-10-08".' })
  readonly key: string;

  @Field(() => String, { description: 'The column of the import format, such as "close".' })
  readonly field: string;

  @Field(() => String, { nullable: true, description: 'The value before; null: it was empty.' })
  readonly former: string | null;

  @Field(() => String, { nullable: true, description: 'The value since; null: it is empty, or withdrawn.' })
  readonly new: string | null;

  @Field(() => DateTimeScalar, { description: 'When the correction was recorded.' })
  readonly recordedAt: Date;

  @Field(() => Boolean, { description: 'Whether the fact was withdrawn, so that no value is known since.' })
  readonly withdrawn: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null where it was changed.' })
  readonly reason: string | null;

  constructor(row: CorrectionRow) {
    this.batchId = row.batch;
    this.dataset = row.dataset;
    this.key = row.key;
    this.field = row.field;
    this.former = row.former;
    this.new = row.new;
    this.recordedAt = new Date(row.recorded_at);
    this.withdrawn = row.withdrawn;
    this.reason = row.reason;
  }
}

export const CorrectionConnection = connectionOf(Correction, {
  name: 'Correction',
  description: 'A page of the corrections of the facts of one stock, the newest first.',
});
export type CorrectionConnection = InstanceType<typeof CorrectionConnection>;
