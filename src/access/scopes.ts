/** What a caller may be allowed to do. Each field of the schema names the scopes that it needs in its policy. */
export const SCOPES = [
  'SCORES_READ',
  'MARKET_READ',
  'RISK_READ',
  'COMPANIES_READ',
  'OWN_ACCOUNT',
  'WHAT_IF',
  'ALERTS_WRITE',
  'COMPANIES_WRITE',
  'REPORTS_WRITE',
  'EXPORTS_WRITE',
  'PORTFOLIOS_READ',
  'PORTFOLIOS_WRITE',
  'PORTFOLIOS_REBALANCE',
  'RUNS_WRITE',
  'MARKET_WRITE',
  'OPERATIONS_READ',
  'OPERATIONS_WRITE',
  'USERS_ADMIN',
  'KEYS_ADMIN',
  'AUDIT_READ',
  'EVERYBODYS_READ',
] as const;

/** One thing that a caller may be allowed to do. */
export type Scope = (typeof SCOPES)[number];

/** What keys cannot hold: keys, passwords, sessions and users are changed by a signed-in user only. */
export const NOT_FOR_KEYS: ReadonlySet<Scope> = new Set(['OWN_ACCOUNT', 'USERS_ADMIN', 'KEYS_ADMIN']);

/** What callers without credentials may be allowed by ANONYMOUS_SCOPES. */
export const FOR_ANYBODY: ReadonlySet<Scope> = new Set([
  'SCORES_READ',
  'MARKET_READ',
  'RISK_READ',
  'COMPANIES_READ',
  'WHAT_IF',
]);
