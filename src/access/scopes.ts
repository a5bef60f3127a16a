/** What a caller may be allowed to do. Each field of the schema names the scopes that it needs in its policy. */
export const SCOPES = ['SCORES_READ', 'MARKET_READ', 'WHAT_IF', 'RUNS_WRITE', 'MARKET_WRITE'] as const;

/** One thing that a caller may be allowed to do. */
export type Scope = (typeof SCOPES)[number];
