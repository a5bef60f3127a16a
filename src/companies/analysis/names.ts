/** The closed vocabularies of what is said of companies and sectors. */

/** Judgements on a company, in the order in which their rules are tried: the worst first. */
export const HEALTHS = ['AT_RISK', 'NEEDS_ATTENTION', 'EXCELLENT', 'GOOD'] as const;
export type Health = (typeof HEALTHS)[number];

export const ANALYSIS_KINDS = ['COMPETITOR', 'SECTOR_OPPORTUNITY', 'VALUATION'] as const;
export type AnalysisKind = (typeof ANALYSIS_KINDS)[number];
