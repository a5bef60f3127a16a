import { sql, type Kysely } from 'kysely';
import { owned, type Owners } from '../../../access/owned.js';
import type { JobStatus, Tables } from '../../../database/tables.js';
import type { IsoDate } from '../../../scoring/names.js';
import type { Insight } from '../../analysis/insight.js';
import type { ReportFormat, ReportInputs, ReportKind, ReportStep } from '../names.js';
import type { ReportChanges } from '../reportDocument.js';

/** A file of a report that is made. */
export interface ReportFileSize {
  readonly format: ReportFormat;
  readonly bytes: number;
}

/** A report as its owner may know it, without its tables and the bytes of its files. */
export interface ReportRow {
  readonly id: number;
  readonly owner: { readonly id: number; readonly name: string };
  readonly kind: ReportKind;
  readonly title: string;
  readonly inputs: ReportInputs;
  readonly on: IsoDate;
  /** Those that were asked for, in the order of REPORT_FORMATS. */
  readonly formats: readonly ReportFormat[];
  readonly status: JobStatus;
  /** What a worker does with it now; null unless it is RUNNING. */
  readonly step: ReportStep | null;
  readonly error: string | null;
  readonly createdAt: Date;
  /** Null until it has succeeded or failed. */
  readonly finishedAt: Date | null;
  /** Null until it is made, as the hash is. */
  readonly templateVersion: number | null;
  readonly hash: string | null;
  /** None until it is made. */
  readonly findings: readonly Insight[];
  /** Null until it is made, and where there is no report before it. */
  readonly changes: ReportChanges | null;
  /** None until it is made; in the order of REPORT_FORMATS. */
  readonly files: readonly ReportFileSize[];
}

/** Returns the statement that reads the reports of the owners; the report has the alias `report`. */
export function selectReports(db: Kysely<Tables>, owners: Owners) {
  return db
    .selectFrom('reports as report')
    .innerJoin('users as owner', 'owner.id', 'report.owner_id')
    .where(owned('report', owners))
    .select([
      'report.id',
      'report.owner_id',
      'owner.name as owner_name',
      'report.kind',
      'report.title',
      'report.inputs',
      sql<IsoDate>`report.as_of::text`.as('as_of'),
      'report.formats',
      'report.status',
      'report.step',
      'report.error',
      'report.created_at',
      'report.finished_at',
      'report.template_version',
      'report.hash',
      'report.findings',
      'report.changes',
      sql<readonly ReportFileSize[] | null>`(
        SELECT json_agg(json_build_object('format', file.format, 'bytes', file.bytes)
          ORDER BY array_position(report.formats, file.format))
        FROM report_files AS file WHERE file.report_id = report.id
      )`.as('files'),
    ]);
}

/** A row of `selectReports`. Where it was read as JSON, instants are texts. */
export type SelectedReport = Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number];

/** Reads a row of `selectReports`, also one that was read as JSON. */
export function reportOf(row: SelectedReport): ReportRow {
  const { ticker, sector, portfolioId } = row.inputs;
  return {
    id: row.id,
    owner: { id: row.owner_id, name: row.owner_name },
    kind: row.kind as ReportKind,
    title: row.title,
    inputs: { ticker, sector, portfolioId },
    on: row.as_of,
    formats: row.formats as readonly ReportFormat[],
    status: row.status,
    step: row.step as ReportStep | null,
    error: row.error,
    createdAt: new Date(row.created_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
    templateVersion: row.template_version,
    hash: row.hash,
    findings: (row.findings ?? []) as readonly Insight[],
    changes: row.changes as ReportChanges | null,
    files: row.files ?? [],
  };
}
