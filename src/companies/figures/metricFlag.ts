/** What the rules look for in a figure. */
export const FLAG_RULES = ['CHANGE', 'SIGN_CHANGE', 'TTM_DIFFERS', 'MISSING_QUARTER', 'LATE'] as const;
export type FlagRule = (typeof FLAG_RULES)[number];

/** What is odd about a figure. */
export interface MetricFlag {
  readonly rule: FlagRule;
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH';
  /** A sentence with the numbers. */
  readonly detail: string;
}
