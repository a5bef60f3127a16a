/** What a caller may be allowed to do. Every field of the schema names the scope that it needs (docs/architecture.md). */
export const SCOPES = ['SCORES_READ', 'MARKET_READ', 'WHAT_IF', 'RUNS_WRITE', 'MARKET_WRITE'] as const;

export type Scope = (typeof SCOPES)[number];
