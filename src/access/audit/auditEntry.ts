/** What an entry of the audit is about. */
export const AUDIT_ACTIONS = [
  'SIGN_IN',
  'SIGN_OUT',
  'SESSION_REUSED',
  'PASSWORD_CHANGED',
  'USER_CREATED',
  'USER_CHANGED',
  'USER_DELETED',
  'KEY_CREATED',
  'KEY_CHANGED',
  'KEY_ROTATED',
  'KEY_REVOKED',
  'DENIED',
  'IMPORTED',
  'BARS_RECORDED',
  'FIGURES_RECORDED',
  'WITHDRAWN',
  'INTELLIGENCE_RECORDED',
  'RESCORED',
  'JOB_RETRIED',
  'JOB_CANCELLED',
  'BACKFILL_STARTED',
  'BACKFILL_RETRIED',
  'BACKFILL_CANCELLED',
  'FEED_PAUSED',
  'FEED_RESUMED',
  'RULE_CREATED',
  'RULE_CHANGED',
  'RULE_DELETED',
  'ALERT_ACKNOWLEDGED',
  'ALERT_RESOLVED',
  'WEBHOOK_CREATED',
  'WEBHOOK_RESUMED',
  'WEBHOOK_DELETED',
  'METHOD_CHANGED',
  'MODEL_CREATED',
  'MODEL_CHANGED',
  'MODEL_DELETED',
  'PORTFOLIO_CREATED',
  'PORTFOLIO_CHANGED',
  'PORTFOLIO_DELETED',
  'HOLDINGS_SET',
  'JOURNAL_RECORDED',
  'REBALANCED',
  'REBALANCE_CONFIRMED',
  'REBALANCE_CANCELLED',
  'REBALANCE_DELETED',
  'BACKTEST_STARTED',
  'WATCHLIST_SET',
  'EXPORTED',
  'REPORT_CREATED',
  'REPORT_DELETED',
  'UPLOADED',
  'REPROCESSED',
  'DELETED',
  'RESTORED',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * How an act ended.
 *
 * - `DONE`: it is stored.
 * - `DENIED`: the caller may not do it, or showed a credential that does not count.
 * - `FAILED`: it was tried, and nothing of it is stored.
 */
export const AUDIT_RESULTS = ['DONE', 'DENIED', 'FAILED'] as const;

export type AuditResult = (typeof AUDIT_RESULTS)[number];

/** Ids, counts and names of fields: no e-mails, no names that were typed, no secrets. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/** Who acts. */
export interface Actor {
  /** Id of the user, or of the owner of the API key; null: none. */
  readonly userId: number | null;
  /** Null: without an API key. */
  readonly apiKeyId: number | null;
  /** From where; null: by the command line, or the service itself. */
  readonly address: string | null;
  /** The name of the GraphQL operation; null where it has none. */
  readonly operationName: string | null;
}

/** What acts by the command line, or by itself. */
export const NO_ACTOR: Actor = { userId: null, apiKeyId: null, address: null, operationName: null };

/** One entry to write. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly result: AuditResult;
  readonly actor: Actor;
  /** What was acted on, as a kind and an id, such as `ApiKey:7`; null: nothing that has one. */
  readonly subject?: string | null;
  readonly details?: AuditDetails;
}
