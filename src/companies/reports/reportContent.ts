import type { IsoDate } from '../../scoring/names.js';
import type { Insight } from '../analysis/insight.js';
import type { ReportInputs, ReportKind, ReportUnit } from './names.js';

/** A value as GraphQL gave it: decimal amounts, dates and names are texts. Null: not known. */
export type ReportCell = string | number | boolean | null;

export interface ReportColumn {
  /** For programs. */
  readonly name: string;
  /** For readers. */
  readonly title: string;
  /** Null: texts, or numbers without a unit. */
  readonly unit: ReportUnit | null;
  /** The name of the column with the unit of each row, where rows have different ones. */
  readonly unitColumn: string | null;
}

export interface ReportTable {
  /** The same in all reports of a template. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  /** Cells in the order of the columns. */
  readonly rows: readonly (readonly ReportCell[])[];
  /** Why it has no row; null where it has one. */
  readonly reason: string | null;
}

/** All that a report says. Its hash is of this: the same content has the same hash, whatever its files look like. */
export interface ReportContent {
  readonly kind: ReportKind;
  readonly inputs: ReportInputs;
  readonly on: IsoDate;
  readonly findings: readonly Insight[];
  readonly tables: readonly ReportTable[];
  readonly templateVersion: number;
}
