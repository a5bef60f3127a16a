import type { Tables } from '../tables.js';

const READ = 'SELECT';
const APPEND = 'SELECT, INSERT';
/** A correction ends a row and adds another one. */
const FACTS = `${APPEND}, UPDATE (superseded_in)`;
/** Columns that a migration adds are filled in place. */
const FEATURES = `${APPEND}, UPDATE (superseded_in, ret_63_21d, ret_126_21d)`;
const WORK = 'SELECT, INSERT, UPDATE, DELETE';
/** All of a run but which one it is, and of which day and mode. */
const RUN_PROGRESS =
  'status, read_batch, method_hash, sectors_hash, inputs_hash, code_version, scored, total, changed, last_position, ' +
  'started_at, finished_at, error, not_scored, provisional, session_quorum, market_return, risk_method_hash, risks_hash, ' +
  'assessed, committed';

/** Tables that are not read through Kysely. */
type OtherTable =
  | 'chunk_vectors'
  | 'document_chunks'
  | 'document_events'
  | 'document_figures'
  | 'document_log'
  | 'document_texts'
  | 'documents'
  | 'early_jobs'
  | 'feed_files'
  | 'feed_hosts'
  | 'feed_takings'
  | 'job_progress'
  | 'kysely_migration'
  | 'kysely_migration_lock'
  | 'operation_counts'
  | 'operation_minutes'
  | 'rate_limits';

/**
 * What the role of the service may do with each table and view, as GRANT takes it. What a list does not name, PostgreSQL
 * refuses: facts are ended and not changed, and scores and batches stay as they were stored.
 */
export const GRANTS: Readonly<Record<keyof Tables | OtherTable, string>> = {
  batches: APPEND,
  refusals: APPEND,
  market_kind: `${APPEND}, UPDATE (adjusted, session_quorum)`,
  stocks: APPEND,
  companies: FACTS,
  bars: FACTS,
  index_bars: FACTS,
  actions: FACTS,
  fundamentals: FACTS,
  statements: FACTS,
  shareholding: FACTS,
  company_events: FACTS,
  filings: FACTS,
  calendar_days: FACTS,
  features: FEATURES,
  features_to_fill: WORK,
  stale_features: WORK,
  bar_flags: WORK,
  flagged_rows: APPEND,
  symbols: FACTS,
  classifications: FACTS,
  withdrawals: FACTS,
  session_bars: WORK,
  market_days: APPEND,
  other_series: APPEND,
  withdrawn_days: WORK,
  withdrawn_events: APPEND,
  methods: APPEND,
  sector_files: APPEND,
  sectors: APPEND,
  runs: `${APPEND}, UPDATE (${RUN_PROGRESS})`,
  served_method: WORK,
  scored_methods: WORK,
  scored_days: WORK,
  served_days: READ,
  sector_momentum: APPEND,
  scores: APPEND,
  current_scores: READ,
  event_log: `${APPEND}, UPDATE (epoch, last_position, written_in)`,
  risk_methods: APPEND,
  risks: APPEND,
  current_risks: READ,
  assessed_days: WORK,
  webhooks: WORK,
  alert_rules: WORK,
  alert_rule_webhooks: WORK,
  alerts: WORK,
  alert_events: APPEND,
  documents: WORK,
  document_texts: WORK,
  document_chunks: WORK,
  chunk_vectors: WORK,
  document_figures: WORK,
  document_events: APPEND,
  document_log: `${APPEND}, UPDATE (last_position, revision)`,
  alert_log: `${APPEND}, UPDATE (last_position, evaluated, portfolios_evaluated)`,
  webhook_deliveries: WORK,
  models: WORK,
  model_positions: WORK,
  portfolios: WORK,
  portfolio_journal: APPEND,
  rebalances: WORK,
  rebalance_portfolios: WORK,
  rebalance_transactions: APPEND,
  backtests: WORK,
  watched_stocks: WORK,
  intelligence: FACTS,
  validated_modes: WORK,
  validations: WORK,
  early_jobs: WORK,
  job_progress: WORK,
  operation_counts: WORK,
  operation_minutes: WORK,
  rate_limits: WORK,
  users: WORK,
  api_keys: WORK,
  sessions: WORK,
  access_tokens: WORK,
  audit_entries: APPEND,
  audit_chain: APPEND,
  // What is chained is taken from the list, which is no record itself.
  audit_pending: 'SELECT, INSERT, DELETE',
  audit_anchor: READ,
  exports: WORK,
  reports: WORK,
  report_files: WORK,
  feeds: WORK,
  feed_hosts: WORK,
  feed_days: WORK,
  feed_files: WORK,
  feed_takings: WORK,
  backfills: WORK,
  backfill_days: WORK,
  sign_in_tries: WORK,
  sign_in_addresses: WORK,
  password_links: WORK,
  kysely_migration: READ,
  kysely_migration_lock: READ,
};
