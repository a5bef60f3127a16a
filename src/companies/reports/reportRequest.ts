import type { Ticker } from '../../scoring/names.js';
import type { ReportFormat, ReportInputs, ReportKind } from './names.js';

/** A portfolio that a report is about. */
export interface ReportPortfolio {
  readonly id: number;
  /** Its opaque id, in its one spelling, as the report states it. */
  readonly text: string;
}

/** What a caller asks for. */
export interface ReportRequest {
  readonly kind: ReportKind;
  /** Null: one that says what it is about. */
  readonly title: string | null;
  /** Also a former one. */
  readonly ticker: Ticker | null;
  /** The key of a sector group. */
  readonly sector: string | null;
  readonly portfolio: ReportPortfolio | null;
  /** As YYYY-MM-DD; null: today in India. */
  readonly on: string | null;
  readonly formats: readonly ReportFormat[];
}

/** The inputs that each kind takes, of which it needs exactly one. */
export const INPUTS_OF_KINDS: Readonly<Record<ReportKind, readonly (keyof ReportInputs)[]>> = {
  COMPANY: ['ticker'],
  PEERS: ['ticker', 'sector'],
  SECTOR: ['sector'],
  PORTFOLIO: ['portfolioId'],
};
