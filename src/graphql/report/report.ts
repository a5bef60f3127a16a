import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ReportFormat, ReportKind, ReportStep } from '../../companies/reports/names.js';
import type { ReportRow } from '../../companies/reports/store/reportRow.js';
import type { JobStatus } from '../../database/tables.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import type { GraphqlContext } from '../context.js';
import { encodeId } from '../ids.js';
import { Insight } from '../insight/insight.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Download } from './download.js';
import { linksTo } from './linksTo.js';
import { ReportChanges } from './reportChanges.js';
import { ReportFormatEnum, ReportKindEnum, ReportStepEnum } from './reportEnums.js';
import { ReportSubject } from './reportSubject.js';
import { mayRead } from './scopesOfKind.js';

export const REPORT_IDS = numberIds('Report');

const UNTIL_MADE = 'null until the report is made.';
const OF_READERS = 'until the report is made, and for callers that could not make the same report of theirs.';

@ObjectType('Report', {
  implements: Node,
  simpleResolvers: true,
  description:
    'What is known of a company, its peers, a sector or a portfolio, to be handed on. A worker makes it. Each of its numbers ' +
    'is an answer of this API, and its hash says that nothing was changed.',
})
export class Report implements Node {
  readonly row: ReportRow;

  @Field(() => ReportKindEnum, { description: 'What it is about.' })
  readonly kind: ReportKind;

  @Field(() => ReportSubject, { description: 'The company, sector or portfolio that it is about.' })
  readonly inputs: ReportSubject;

  @Field(() => String, { description: 'Its title, 1 to 200 characters.' })
  readonly title: string;

  @Field(() => [ReportFormatEnum], { description: 'The files that were asked for.' })
  readonly formats: readonly ReportFormat[];

  @Field(() => JobStatusEnum, { description: 'State of the report.' })
  readonly status: JobStatus;

  @Field(() => ReportStepEnum, {
    nullable: true,
    description: 'What a worker does with it now; null unless its status is RUNNING.',
  })
  readonly step: ReportStep | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the report failed; null unless its status is FAILED.',
  })
  readonly error: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was made or failed; null while it waits or runs.',
  })
  readonly finishedAt: Date | null;

  @Field(() => DateScalar, { description: 'The day: nothing that was published later counts.' })
  readonly on: IsoDate;

  @Field(() => [Insight], {
    description: `What it found, with what is known badly; empty ${OF_READERS}`,
  })
  readonly findings: readonly Insight[];

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the canonical JSON of kind, inputs, on, findings, tables and template version, 64 hexadecimal digits: the ' +
      `same hash means the same content. It is not of a file. It is ${UNTIL_MADE}`,
  })
  readonly hash: string | null;

  @Field(() => Int, { nullable: true, description: `Version of its template; ${UNTIL_MADE}` })
  readonly templateVersion: number | null;

  @Field(() => ReportChanges, {
    nullable: true,
    description:
      'What differs from the report before of the same owner with the same kind, subject and day; null where there is none ' +
      `before, ${OF_READERS}`,
  })
  readonly changes: ReportChanges | null;

  @Field(() => [Download], {
    description: `Links to its files, for its owner; empty ${OF_READERS}`,
  })
  readonly downloads: readonly Download[];

  /** @param now the time by which links expire; null for none, as of a report without files */
  constructor(row: ReportRow, now: Date | null, context: Pick<GraphqlContext, 'caller' | 'reportLinks'>) {
    const isReader = mayRead(context.caller, row.kind);
    this.row = row;
    this.kind = row.kind;
    this.inputs = row.inputs;
    this.title = row.title;
    this.formats = row.formats;
    this.status = row.status;
    this.step = row.step;
    this.error = row.error;
    this.createdAt = row.createdAt;
    this.finishedAt = row.finishedAt;
    this.on = row.on;
    // As they are in the content, whose hash is told.
    this.findings = isReader ? row.findings : [];
    this.hash = row.hash;
    this.templateVersion = row.templateVersion;
    this.changes = isReader && row.changes !== null ? new ReportChanges(row.changes) : null;
    this.downloads = now === null ? [] : linksTo(row, now, context);
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(REPORT_IDS, this.row.id);
  }
}

export const ReportConnection = connectionOf(Report, {
  name: 'Report',
  description: 'A page of reports, the newest first.',
});
export type ReportConnection = InstanceType<typeof ReportConnection>;
