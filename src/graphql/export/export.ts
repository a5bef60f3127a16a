import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { JobStatus } from '../../database/tables.js';
import type { ExportFormat } from '../../exports/exportFormats.js';
import type { ExportKind } from '../../exports/exportKinds.js';
import type { ExportRow } from '../../exports/exportRow.js';
import { connectionOf } from '../connection/connectionOf.js';
import type { GraphqlContext } from '../context.js';
import { encodeId } from '../ids.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';
import { ExportFormatEnum, ExportKindEnum } from './exportEnums.js';
import { mayDownload } from './mayDownload.js';

export const EXPORT_IDS = numberIds('Export');

@ObjectType('Export', {
  implements: Node,
  simpleResolvers: true,
  description: 'A file that a user takes away. A worker makes it.',
})
export class Export implements Node {
  readonly row: ExportRow;

  @Field(() => ExportKindEnum, { description: 'What it is of.' })
  readonly kind: ExportKind;

  @Field(() => ExportFormatEnum, { description: 'How it is written.' })
  readonly format: ExportFormat;

  @Field(() => JobStatusEnum, { description: 'State of the export.' })
  readonly status: JobStatus;

  @Field(() => Float, { nullable: true, description: 'Rows of the file; null until it is made.' })
  readonly rows: number | null;

  @Field(() => Float, { nullable: true, description: 'Bytes of the file; null until it is made.' })
  readonly bytes: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The path on this server that downloads the file, without a credential, until expiresAt: do not share it. ' +
      'Null until the file is made, after expiresAt, and for callers that could not make the same export of theirs.',
  })
  readonly url: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the file is kept and its link works; null until it is made.',
  })
  readonly expiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file, 64 hexadecimal digits; null until it is made.',
  })
  readonly hash: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the export failed; null unless its status is FAILED.',
  })
  readonly error: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  constructor(row: ExportRow, { caller, downloadLinks }: Pick<GraphqlContext, 'caller' | 'downloadLinks'>) {
    const { expiresAt } = row;
    this.row = row;
    this.kind = row.kind;
    this.format = row.format;
    this.status = row.status;
    this.rows = row.rows;
    this.bytes = row.bytes;
    this.url =
      expiresAt !== null && mayDownload(caller, row) ? downloadLinks.of(String(row.id), expiresAt) : null;
    this.expiresAt = expiresAt;
    this.hash = row.hash;
    this.error = row.error;
    this.createdAt = row.createdAt;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(EXPORT_IDS, this.row.id);
  }
}

export const ExportConnection = connectionOf(Export, {
  name: 'Export',
  description: 'A page of exports, the newest first.',
});
export type ExportConnection = InstanceType<typeof ExportConnection>;
