import type { ReportQuestion } from './asker.js';
import type { ReportCell, ReportContent } from './reportContent.js';
import type { ReportTemplate } from './template/reportTemplate.js';

/** What differs from an earlier report: a cell, a row, a finding, or the order of these. */
export interface ReportChange {
  /** The id of its table; null for a finding, and for `templateVersion`. */
  readonly table: string | null;
  /**
   * What its row is about, such as "net_profit, 2026-06-30"; for a finding, its rule. `order`: the same rows or findings are in
   * another order, and `former` and `now` are the first that differ. `all rows`: another version of the template has other
   * rows. `templateVersion`: the template is another version.
   */
  readonly row: string;
  /** The name of its column; null unless a cell differs. */
  readonly column: string | null;
  /** The cell, the sentence of the finding, or the cells of the row in one text; null: not known, or there was none. */
  readonly former: ReportCell;
  readonly now: ReportCell;
}

/** How a report differs from the one before of the same owner, with the same kind, inputs and day. */
export interface ReportChanges {
  readonly formerHash: string;
  /** When the former one was asked for. */
  readonly formerCreatedAt: string;
  /** The first 200. */
  readonly changes: readonly ReportChange[];
  /** How many there are in all; 0: nothing changed. */
  readonly total: number;
}

/** All that the files of a report are made of. */
export interface ReportDocument {
  readonly title: string;
  readonly content: ReportContent;
  /** SHA-256 of the canonical JSON of `content`, 64 hexadecimal digits. */
  readonly hash: string;
  readonly createdAt: string;
  /** How it is laid out. */
  readonly template: ReportTemplate;
  /** As they were asked. */
  readonly questions: readonly ReportQuestion[];
  /** Null: there is no report before it. */
  readonly changes: ReportChanges | null;
  /** The version of the service that made it. */
  readonly madeBy: string;
  /** Whether the market is the sample, whose numbers are invented. */
  readonly isSynthetic: boolean;
}
