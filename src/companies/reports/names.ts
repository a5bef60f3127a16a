import type { Ticker } from '../../scoring/names.js';

export const REPORT_KINDS = ['COMPANY', 'PEERS', 'SECTOR', 'PORTFOLIO'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const REPORT_FORMATS = ['HTML', 'CSV', 'JSON'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a worker does with a report: it asks the questions of the template, and then writes the files. */
export const REPORT_STEPS = ['ASK', 'WRITE'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

/** What a report is about, as GraphQL takes it. Those that its kind does not take are null. */
export interface ReportInputs {
  readonly ticker: Ticker | null;
  /** The key of a sector group. */
  readonly sector: string | null;
  /** The opaque id of a portfolio. */
  readonly portfolioId: string | null;
}

/**
 * What a number of a table is, so that readers see it in the usual form. FRACTION is shown as a percentage; POINTS are of a
 * score, 0 to 100.
 */
export const REPORT_UNITS = [
  'POINTS',
  'FRACTION',
  'PERCENT',
  'RATIO',
  'INR_CRORE',
  'RUPEES',
  'COUNT',
] as const;
export type ReportUnit = (typeof REPORT_UNITS)[number];
