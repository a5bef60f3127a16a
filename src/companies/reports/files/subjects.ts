import type { ReportKind } from '../names.js';

/** What reports are of, at the begin of a sentence. */
export const SUBJECTS: Readonly<Record<ReportKind, string>> = {
  COMPANY: 'Report on a company',
  PEERS: 'Report on competitors',
  SECTOR: 'Report on a sector',
  PORTFOLIO: 'Report on a portfolio',
};
