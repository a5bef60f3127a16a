import { sql, type SqlBool } from 'kysely';
import { owned } from '../../../access/owned.js';
import type { Role } from '../../../access/roles.js';
import type { Database } from '../../../database/database.js';
import type { DatabaseClock } from '../../../database/databaseClock.js';
import type { ReportFormat, ReportKind } from '../names.js';

const FORMATS: Readonly<Record<ReportFormat, { readonly contentType: string; readonly extension: string }>> =
  {
    HTML: { contentType: 'text/html; charset=utf-8', extension: 'html' },
    CSV: { contentType: 'text/csv; charset=utf-8', extension: 'csv' },
    JSON: { contentType: 'application/json; charset=utf-8', extension: 'json' },
  };

/** A file of a report, without its bytes. */
export interface ReportFile {
  readonly kind: ReportKind;
  /** The owner as it is now. */
  readonly owner: { readonly id: number; readonly role: Role; readonly isActive: boolean };
  /** The name that it is saved under, in ASCII. */
  readonly savedAs: string;
  readonly contentType: string;
  readonly bytes: number;
  /** SHA-256 of what the report says, 64 hexadecimal digits. */
  readonly hash: string;
  /** Whether the link still works by its time. */
  readonly isInTime: boolean;
}

/** What a link with our signature says. */
export interface ReportLink {
  readonly id: number;
  readonly format: ReportFormat;
  /** Until when it works, in seconds since 1970. */
  readonly expires: number;
}

/** Finds a file of a report of any user, for a link with our signature; null: it is gone, or not made. */
export async function findReportFile(
  db: Database['db'],
  clock: DatabaseClock,
  { id, format, expires }: ReportLink,
): Promise<ReportFile | null> {
  const row = await db
    .selectFrom('reports as report')
    .innerJoin('users as owner', 'owner.id', 'report.owner_id')
    .innerJoin('report_files as file', 'file.report_id', 'report.id')
    .where(owned('report', 'EVERYBODY'))
    .where('report.id', '=', id)
    .where('file.format', '=', format)
    .select(['report.kind', 'report.inputs', 'report.as_of', 'report.hash', 'file.bytes'])
    .select(['owner.id as owner_id', 'owner.role', 'owner.active'])
    .select(sql<SqlBool>`to_timestamp(${expires}::float8) > ${clock.now()}`.as('is_in_time'))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { contentType, extension } = FORMATS[format];
  // The id of a portfolio says nothing to readers.
  const subject = row.inputs.ticker ?? row.inputs.sector ?? `report-${id}`;
  const name = `greyoak-${row.kind.toLowerCase()}-${subject}-${row.as_of}`;
  return {
    kind: row.kind as ReportKind,
    owner: { id: row.owner_id, role: row.role, isActive: row.active },
    savedAs: `${name.replace(/[^A-Za-z0-9._-]/g, '-')}.${extension}`,
    contentType,
    bytes: row.bytes,
    hash: row.hash ?? '',
    isInTime: row.is_in_time === true,
  };
}
