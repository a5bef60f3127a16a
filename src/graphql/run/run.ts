import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { RunRow } from '../../database/runRow.js';
import type { RunStatus } from '../../database/tables.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { ModeEnum, RunStatusEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';

export const RUN_IDS = numberIds('Run');

@ObjectType('Run', {
  implements: Node,
  simpleResolvers: true,
  description: 'A run scores all stocks of one day, with one method, from one state of the facts.',
})
export class Run implements Node {
  readonly row: RunRow;

  @Field(() => RunStatusEnum, { description: 'State of the run.' })
  readonly status: RunStatus;

  @Field(() => ModeEnum, { nullable: true, description: 'The mode that the run scores; null: both.' })
  readonly mode: Mode | null;

  @Field(() => DateScalar, { description: 'The session that the run scores.' })
  readonly date: IsoDate;

  @Field(() => Int, {
    description: 'Scores that the run has stored, of both modes together; 0 until it has succeeded.',
  })
  readonly scored: number;

  @Field(() => Int, {
    description: 'Scores that the run computes, companies times modes; 0 until it has counted them.',
  })
  readonly total: number;

  @Field(() => Int, {
    description: 'Scores that differ from those before. The log has one event for each.',
  })
  readonly changed: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the run began; null while it is queued.',
  })
  readonly startedAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the run succeeded or failed; null until then.',
  })
  readonly finishedAt: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether the run read its facts before the session closed (15:30 in India), so that prices may have moved ' +
      'afterwards. This never changes: at the close, another run scores the day.',
  })
  readonly provisional: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why the run failed; null unless its status is FAILED.',
  })
  readonly error: string | null;

  @Field(() => String, {
    description: 'SHA-256 of the canonical JSON of the method (method §10), 64 hexadecimal digits.',
  })
  readonly methodHash: string;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of everything that the scores are computed from (method §10), 64 hexadecimal digits; null ' +
      'until the run has read it.',
  })
  readonly inputsHash: string | null;

  constructor(row: RunRow) {
    this.row = row;
    this.status = row.status;
    this.mode = row.mode;
    this.date = row.day;
    this.scored = row.scored;
    this.total = row.total ?? 0;
    this.changed = row.changed;
    this.startedAt = row.started_at;
    this.finishedAt = row.finished_at;
    this.provisional = row.provisional;
    this.error = row.error;
    this.methodHash = row.method_hash;
    this.inputsHash = row.inputs_hash;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(RUN_IDS, this.row.id);
  }
}

export const RunConnection = connectionOf(Run, {
  name: 'Run',
  description: 'A page of the runs, the newest first.',
});
export type RunConnection = InstanceType<typeof RunConnection>;
