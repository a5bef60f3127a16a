import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { AuditAction, AuditDetails, AuditResult } from '../access/audit/auditEntry.js';
import type { Role } from '../access/roles.js';
import type { Scope } from '../access/scopes.js';
import type {
  ModelKind,
  OutsidePolicy,
  PortfolioStatus,
  RebalanceMode,
  RebalanceReason,
  Side,
  StoredJournalKind,
  TradeReason,
} from '../portfolios/names.js';
import type { RiskPartKind } from '../risk/names.js';
import type {
  Band,
  FeatureName,
  FundamentalName,
  Guardrail,
  IsoDate,
  MarketReturn,
  Mode,
  NotScoredCode,
  Ticker,
} from '../scoring/names.js';

/** The tables, column for column as migrations/ creates them, which also says what they mean. */
export interface Tables {
  readonly batches: BatchesTable;
  readonly refusals: RefusalsTable;
  readonly market_kind: {
    readonly only_row: Generated<boolean>;
    readonly synthetic: boolean;
    readonly adjusted: boolean | null;
    readonly session_quorum: number | null;
  };
  readonly stocks: { readonly id: Generated<number>; readonly ticker: Ticker };
  readonly companies: CompaniesTable;
  readonly bars: BarsTable;
  readonly index_bars: IndexBarsTable;
  readonly actions: ActionsTable;
  readonly fundamentals: FundamentalsTable;
  readonly statements: StatementsTable;
  readonly shareholding: ShareholdingTable;
  readonly company_events: CompanyEventsTable;
  readonly filings: FilingsTable;
  readonly calendar_days: CalendarDaysTable;
  readonly features: FeaturesTable;
  readonly features_to_fill: { readonly stock_id: number };
  readonly stale_features: { readonly stock_id: number; readonly from_day: IsoDate };
  readonly bar_flags: BarFlagsTable;
  readonly flagged_rows: FlaggedRowsTable;
  readonly symbols: SymbolsTable;
  readonly classifications: ClassificationsTable;
  readonly withdrawals: WithdrawalsTable;
  readonly session_bars: SessionBarsTable;
  readonly market_days: MarketDaysTable;
  readonly other_series: OtherSeriesTable;
  readonly withdrawn_days: Pick<ScoredDaysTable, 'method' | 'mode' | 'day' | 'run_id'>;
  readonly withdrawn_events: WithdrawnEventsTable;
  readonly methods: MethodsTable;
  readonly sector_files: { readonly hash: string; readonly document: string };
  readonly sectors: { readonly id: number; readonly key: string };
  readonly runs: Omit<RunsTable, 'id' | 'cause' | 'provisional' | 'session_quorum' | 'assessed'> & {
    readonly id: Generated<number>;
    readonly assessed: Generated<number>;
    readonly cause: Generated<RunsTable['cause']>;
    readonly session_quorum: Generated<number>;
    readonly provisional: Generated<boolean>;
  };
  readonly served_method: {
    readonly only_row: Generated<boolean>;
    readonly name: string;
    readonly since: Generated<Date>;
  };
  readonly scored_methods: { readonly name: string; readonly since: Generated<Date> };
  readonly scored_days: ScoredDaysTable;
  /** A view: the current runs of the served method. */
  readonly served_days: Omit<ScoredDaysTable, 'method' | 'valid_sectors'>;
  readonly sector_momentum: SectorMomentumTable;
  readonly scores: ScoresTable;
  /** A view: the scores of the current runs of the served method. */
  readonly current_scores: ScoresTable;
  readonly event_log: {
    readonly only_row: Generated<boolean>;
    readonly epoch: Generated<string>;
    readonly last_position: number;
  };
  readonly risk_methods: { readonly hash: string; readonly name: string; readonly document: string };
  readonly risks: RisksTable;
  /** A view: the current risks. */
  readonly current_risks: RisksTable;
  readonly assessed_days: { readonly day: IsoDate; readonly run_id: number; readonly valid_batch: number };
  readonly webhooks: WebhooksTable;
  readonly alert_rules: AlertRulesTable;
  readonly alert_rule_webhooks: { readonly rule_id: number; readonly webhook_id: number };
  readonly alerts: AlertsTable;
  readonly alert_events: AlertEventsTable;
  readonly alert_log: {
    readonly only_row: Generated<boolean>;
    readonly last_position: Generated<number>;
    readonly evaluated: Generated<number>;
    readonly portfolios_evaluated: IsoDate | null;
  };
  readonly webhook_deliveries: WebhookDeliveriesTable;
  readonly models: ModelsTable;
  readonly model_positions: ModelPositionsTable;
  readonly portfolios: PortfoliosTable;
  readonly portfolio_journal: PortfolioJournalTable;
  readonly rebalances: RebalancesTable;
  readonly rebalance_portfolios: RebalancePortfoliosTable;
  readonly rebalance_transactions: RebalanceTransactionsTable;
  readonly backtests: BacktestsTable;
  readonly watched_stocks: WatchedStocksTable;
  readonly intelligence: IntelligenceTable;
  readonly validated_modes: ValidatedModesTable;
  readonly validations: ValidationsTable;
  readonly users: UsersTable;
  readonly api_keys: ApiKeysTable;
  readonly sessions: SessionsTable;
  readonly access_tokens: {
    readonly hash: Buffer;
    readonly session_id: number;
    readonly expires_at: Date;
  };
  readonly audit_entries: AuditEntriesTable;
  readonly audit_chain: { readonly seq: number; readonly entry_id: number; readonly hash: Buffer };
  readonly audit_pending: { readonly entry_id: number; readonly since: Generated<Date> };
  readonly audit_anchor: {
    readonly only_row: Generated<boolean>;
    readonly seq: number;
    readonly hash: Buffer;
    readonly mac: Buffer;
    readonly pruned_at: Generated<Date>;
  };
  readonly exports: ExportsTable;
  readonly reports: ReportsTable;
  readonly report_files: ReportFilesTable;
  readonly feeds: FeedsTable;
  readonly feed_days: FeedDaysTable;
  readonly backfills: BackfillsTable;
  readonly backfill_days: BackfillDaysTable;
  readonly sign_in_tries: SignInTriesTable;
  readonly sign_in_addresses: {
    readonly user_id: number;
    readonly network: string;
    readonly at: Date;
  };
  readonly password_links: {
    readonly user_id: number;
    readonly hash: Buffer;
    readonly expires_at: Date;
  };
}

/** When a row was known to us, as ids of batches. */
interface Recorded {
  readonly recorded_in: number;
  readonly superseded_in: number | null;
}

type SourceName = 'PRIMARY' | 'SECONDARY';

interface BatchesTable {
  readonly id: number;
  readonly recorded_at: Generated<Date>;
  readonly dataset: string;
  readonly source: string;
  readonly rows_read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly touches_from: IsoDate | null;
  /** Why the file was refused as a whole; null where it was not. */
  readonly error: string | null;
  readonly format: Generated<string>;
  readonly by_user: number | null;
}

interface RefusalsTable {
  readonly batch_id: number;
  readonly line: number;
  readonly column_name: string;
  readonly value: string;
  readonly rule: string;
  readonly reason: string;
}

export interface CompaniesTable extends Recorded {
  readonly stock_id: number;
  readonly name: string;
  readonly isin: string;
  readonly industry: string;
  readonly basic_industry: string;
  readonly sector_group: string;
  readonly listed_on?: IsoDate | null;
  readonly face_value?: number | null;
  readonly website: Generated<string>;
}

interface BarsTable extends Recorded {
  readonly stock_id: number;
  readonly day: IsoDate;
  readonly source: SourceName;
  readonly series: 'EQ' | 'BE' | 'BZ' | null;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly value: number | null;
}

interface IndexBarsTable extends Recorded {
  readonly index_name: string;
  readonly day: IsoDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

interface ActionsTable extends Recorded {
  readonly stock_id: number;
  readonly ex_date: IsoDate;
  readonly kind: string;
  readonly new_shares: number | null;
  readonly old_shares: number | null;
  readonly price: number | null;
  readonly factor: number | null;
  readonly detail: Generated<string>;
}

type FundamentalsTable = Recorded & {
  readonly stock_id: number;
  readonly period_end: IsoDate;
  readonly published_on: IsoDate;
  readonly source: SourceName;
} & Readonly<Record<FundamentalName, number | null>>;

interface StatementsTable extends Recorded {
  readonly stock_id: number;
  readonly period_end: IsoDate;
  readonly published_on: IsoDate;
  readonly source: SourceName;
  readonly period: string;
  readonly months: number;
  readonly basis: string;
  readonly metric: string;
  readonly adjusted_to: IsoDate | null;
  readonly value: number;
}

interface ShareholdingTable extends Recorded {
  readonly stock_id: number;
  readonly quarter_end: IsoDate;
  readonly published_on: IsoDate;
  readonly source: SourceName;
  readonly promoter_pct: number;
  readonly pledged_pct: number | null;
  readonly fii_pct: number | null;
  readonly dii_pct: number | null;
}

interface CompanyEventsTable extends Recorded {
  readonly stock_id: number;
  readonly day: IsoDate;
  readonly kind: string;
  readonly announced_on: IsoDate;
  readonly detail: string;
}

interface FilingsTable extends Recorded {
  readonly stock_id: number;
  readonly filed_on: IsoDate;
  readonly filed_second: number;
  readonly exchange: string;
  readonly subject: string;
  readonly category: string;
  readonly period_end: IsoDate | null;
  readonly url: string;
  readonly hash: string;
}

interface CalendarDaysTable extends Recorded {
  readonly day: IsoDate;
  readonly shipped: boolean;
  readonly kind: string;
  readonly name: string;
}

type FeaturesTable = Recorded & {
  readonly stock_id: number;
  readonly day: IsoDate;
  readonly source: SourceName;
  readonly bar_age: number;
} & Readonly<Record<FeatureName, number | null>>;

interface BarFlagsTable {
  readonly stock_id: number;
  readonly day: IsoDate;
  readonly kind: string;
  readonly detail: string;
}

interface FlaggedRowsTable {
  readonly batch_id: number;
  readonly line: number;
  readonly kind: string;
  readonly stock_id: number | null;
  readonly day: IsoDate | null;
  readonly metric: string;
  readonly detail: string;
}

interface SymbolsTable extends Recorded {
  readonly former: Ticker;
  readonly until: IsoDate;
  readonly stock_id: number;
}

interface ClassificationsTable extends Recorded {
  readonly stock_id: number;
  readonly from_day: IsoDate;
  readonly of_company: boolean;
  readonly industry: string;
  readonly basic_industry: string;
  readonly sector_group: string;
}

interface WithdrawalsTable extends Recorded {
  readonly key: string;
  readonly dataset: string;
  readonly ticker: string;
  readonly index_name: string;
  readonly day: IsoDate | null;
  readonly kind: string;
  readonly period: string;
  readonly metric: string;
  readonly basis: string;
  readonly months: number | null;
  readonly published_on: IsoDate | null;
  readonly reason: string;
  readonly lifted: boolean;
}

interface WithdrawnEventsTable {
  readonly position: number;
  readonly run_id: number;
  readonly stock_id: number;
  readonly mode: Mode;
  readonly has_score: boolean;
  readonly previous_value: number;
  readonly previous_band: Band;
  readonly at: Date;
}

interface SessionBarsTable {
  readonly day: IsoDate;
  readonly bars: number;
  readonly of_former: number;
  readonly expected: number;
  readonly has_quorum: boolean;
}

/** Days of which a file of all stocks of an exchange was read. */
interface MarketDaysTable {
  readonly exchange: 'NSE' | 'BSE';
  readonly day: IsoDate;
  readonly shares: number;
  readonly recorded_in: number;
}

/** Stocks that such a file names in other series alone. */
interface OtherSeriesTable {
  readonly stock_id: number;
  readonly day: IsoDate;
  readonly series: string;
  readonly recorded_in: number;
}

interface MethodsTable {
  readonly hash: string;
  readonly name: string;
  readonly threshold_set: string;
  readonly document: string;
}

/** Why a company was not scored. */
export interface NotScored {
  readonly code: NotScoredCode;
  readonly reason: string;
}

export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

export interface RunsTable {
  readonly id: number;
  readonly day: IsoDate;
  readonly mode: Mode | null;
  readonly status: RunStatus;
  /** A caller asked for the run, or facts had changed. */
  readonly cause: 'REQUEST' | 'FACTS';
  readonly read_batch: number;
  readonly method_hash: string;
  readonly sectors_hash: string;
  readonly inputs_hash: string | null;
  readonly code_version: string;
  readonly scored: number;
  readonly total: number | null;
  readonly changed: number;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly error: string | null;
  /** The last position of the log after the run was stored; null before. */
  readonly last_position: number | null;
  readonly not_scored: Readonly<Record<string, NotScored>>;
  readonly session_quorum: number;
  readonly market_return: MarketReturn | null;
  /** Whether the session had not closed yet when the run read its facts. */
  readonly provisional: boolean;
  /** The method of the risks that it has stored; null: it has stored none. */
  readonly risk_method_hash: string | null;
  readonly risks_hash: string | null;
  /** Stored risks. */
  readonly assessed: number;
  /** Its place among the runs in the order in which they were stored; null before, and for runs of former versions. */
  readonly committed: number | null;
}

/** A stored risk: what was observed of its parts, and what the method makes of them together. */
export interface RisksTable {
  readonly run_id: number;
  readonly stock_id: number;
  readonly day: IsoDate;
  /** Two bits for each part, the first part in the lowest: an index in RISK_STATUSES. */
  readonly statuses: number;
  readonly volatility_n: number;
  readonly drawdown_n: number;
  readonly liquidity_n: number;
  readonly size_n: number;
  readonly market_n: number;
  readonly trend_n: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly judged: number;
  readonly volatility: number | null;
  readonly volatility_lower: number | null;
  readonly volatility_upper: number | null;
  readonly drawdown: number | null;
  readonly liquidity: number | null;
  readonly liquidity_lower: number | null;
  readonly liquidity_upper: number | null;
  readonly size: number | null;
  readonly market: number | null;
  readonly market_lower: number | null;
  readonly market_upper: number | null;
  readonly trend: number | null;
  /** The reason of each part, a line each. */
  readonly reasons: string;
}

export interface WebhooksTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly url: string;
  readonly generation: Generated<number>;
  readonly paused: Generated<boolean>;
  readonly failures: Generated<number>;
  readonly last_delivered_at: Date | null;
  readonly last_error: string | null;
  readonly dropped: Generated<number>;
  readonly created_at: Generated<Date>;
}

export interface AlertRulesTable {
  readonly id: Generated<number>;
  readonly owner_id: number | null;
  readonly scope: 'OWN' | 'EVERYBODY';
  readonly name: string;
  readonly metric: string;
  readonly part: RiskPartKind | null;
  readonly mode: Mode | null;
  readonly guardrail: Guardrail | null;
  readonly stock_ids: readonly number[] | null;
  readonly sectors: readonly string[] | null;
  readonly everything: boolean;
  readonly portfolio_id: number | null;
  readonly comparator: 'ABOVE' | 'BELOW' | 'CHANGED';
  readonly threshold: number | null;
  readonly rearm: number;
  readonly severity: Severity;
  readonly to_bands: readonly Band[] | null;
  readonly on_provisional: boolean;
  readonly enabled: boolean;
  readonly version: Generated<number>;
  readonly evaluated_version: Generated<number>;
  readonly created_at: Generated<Date>;
  readonly deleted_at: Date | null;
}

export type Severity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
export type AlertState = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';
export type AlertChange = 'RAISED' | 'REPEATED' | 'ACKNOWLEDGED' | 'RESOLVED' | 'CORRECTED';

export interface AlertsTable {
  readonly id: Generated<number>;
  readonly rule_id: number;
  readonly rule_version: Generated<number>;
  readonly stock_id: number | null;
  readonly portfolio_id: Generated<number | null>;
  /** The stocks of an alert that stands for many, and those that are still beyond. Else null. */
  readonly stock_ids: readonly number[] | null;
  readonly beyond_ids: readonly number[] | null;
  readonly day: IsoDate | null;
  readonly state: AlertState;
  readonly severity: Severity;
  readonly value: number | null;
  readonly previous: number | null;
  readonly threshold: number | null;
  readonly band: Band | null;
  readonly message: string;
  readonly occurrences: Generated<number>;
  readonly last_day: IsoDate | null;
  readonly first_seen_at: Generated<Date>;
  readonly last_seen_at: Generated<Date>;
  readonly acknowledged_at: Date | null;
  readonly resolved_at: Date | null;
  readonly resolved_by_value: Generated<boolean>;
  readonly corrected: Generated<boolean>;
  readonly note: string | null;
  readonly beyond: boolean;
}

export interface AlertEventsTable {
  readonly position: number;
  readonly alert_id: number | null;
  readonly change: AlertChange;
  readonly value: number | null;
  readonly state: AlertState;
  readonly at: Generated<Date>;
}

export interface WebhookDeliveriesTable {
  readonly webhook_id: number;
  readonly position: number;
  readonly rule_id: number;
  readonly id: Generated<string>;
  readonly attempts: Generated<number>;
  readonly created_at: Generated<Date>;
  readonly next_at: Generated<Date>;
}

/**
 * An exact decimal. It is written as text, and read with a cast to text, because pools read `numeric` as a double.
 */
type Exact = ColumnType<never, string, string>;
type ExactOrNull = ColumnType<never, string | null, string | null>;

export interface ModelsTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly name: string;
  readonly kind: ModelKind;
  readonly outside: OutsidePolicy;
  readonly never_buy: readonly Band[];
  readonly never_buy_mode: Mode | null;
  readonly from_scores: JSONColumnType<object> | null;
  readonly scores_run_id: number | null;
  readonly last_rebalanced_at: Date | null;
  readonly created_at: Generated<Date>;
  readonly updated_at: Generated<Date>;
  readonly version: Generated<number>;
}

interface ModelPositionsTable {
  readonly model_id: number;
  readonly stock_id: number;
  readonly target: Exact;
  readonly low_drift: Exact;
  readonly high_drift: Exact;
}

export interface PortfoliosTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly name: string;
  readonly model_id: number | null;
  readonly position_limit: Exact;
  readonly sector_limit: Exact;
  readonly cash_limit: Exact;
  readonly value_at_risk_limit: Exact;
  /** Null: as config/costs.yaml says. */
  readonly buy_rate: ExactOrNull;
  readonly sell_rate: ExactOrNull;
  readonly per_sale: ExactOrNull;
  readonly created_at: Generated<Date>;
  readonly version: Generated<number>;
  readonly deleted_at: Date | null;
}

export interface PortfolioJournalTable {
  readonly id: Generated<number>;
  readonly portfolio_id: number;
  readonly day: IsoDate;
  readonly kind: StoredJournalKind;
  readonly stock_id: number | null;
  readonly quantity: ExactOrNull;
  readonly price: ExactOrNull;
  readonly amount: Exact;
  readonly costs: ExactOrNull;
  readonly cost: ExactOrNull;
  readonly note: string | null;
  readonly rebalance_id: number | null;
  readonly recorded_at: Generated<Date>;
}

export interface RebalancesTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly requested_by: number | null;
  readonly kind: 'MODEL' | 'PORTFOLIO';
  readonly model_id: number | null;
  readonly model_version: number | null;
  readonly mode: RebalanceMode;
  readonly as_of: IsoDate;
  readonly cash_floor: Exact;
  readonly min_trade_value: Exact;
  readonly status: FeedStatus;
  readonly error: string | null;
  readonly idempotency_key: string | null;
  readonly idempotency_hash: string | null;
  readonly created_at: Generated<Date>;
  readonly finished_at: Date | null;
  readonly confirmed_at: Date | null;
  readonly version: Generated<number>;
}

export interface RebalancePortfoliosTable {
  readonly rebalance_id: number;
  readonly portfolio_id: number;
  readonly status: PortfolioStatus | null;
  readonly reason: RebalanceReason | null;
  readonly message: string | null;
  readonly market_value: ExactOrNull;
  readonly cash_before: ExactOrNull;
  readonly cash_after: ExactOrNull;
  readonly costs: ExactOrNull;
  readonly objective: ExactOrNull;
  readonly optimal: boolean | null;
  readonly gap: ExactOrNull;
  readonly inputs: JSONColumnType<object> | null;
  readonly reports: JSONColumnType<object> | null;
}

export interface RebalanceTransactionsTable {
  readonly rebalance_id: number;
  readonly portfolio_id: number;
  readonly place: number;
  readonly side: Side;
  readonly stock_id: number;
  readonly quantity: Exact;
  readonly price: Exact;
  readonly value: Exact;
  readonly costs: Exact;
  readonly trade_day: IsoDate;
  readonly reason: TradeReason;
}

export interface BacktestsTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly mode: Mode;
  readonly method: string;
  readonly from_day: IsoDate;
  readonly to_day: IsoDate;
  readonly arguments: JSONColumnType<object>;
  readonly status: Generated<FeedStatus>;
  readonly error: string | null;
  readonly result: JSONColumnType<object> | null;
  readonly points: JSONColumnType<object> | null;
  readonly created_at: Generated<Date>;
  readonly finished_at: Date | null;
}

interface WatchedStocksTable {
  readonly owner_id: number;
  readonly stock_id: number;
  readonly place: number;
}

interface IntelligenceTable extends Recorded {
  readonly item: string;
  readonly published_on: IsoDate;
  readonly type: string;
  readonly title: string;
  readonly day: IsoDate;
  readonly source: string;
  readonly tickers: string;
  readonly text: string;
  readonly url: string;
  readonly stocks: Generated<readonly Ticker[]>;
}

interface ValidatedModesTable {
  readonly method: string;
  readonly mode: Mode;
  readonly method_hash: string;
  readonly from_day: IsoDate;
  readonly to_day: IsoDate;
  readonly verdict: JSONColumnType<object>;
  readonly inputs_hash: string;
  readonly computed_at: Generated<Date>;
}

interface ValidationsTable {
  readonly method: string;
  readonly mode: Mode;
  readonly horizon: number;
  readonly universe: string;
  readonly time_window: string;
  readonly year: Generated<number>;
  readonly result: JSONColumnType<object>;
}

interface ScoredDaysTable {
  /** Name of the method. */
  readonly method: string;
  readonly mode: Mode;
  readonly day: IsoDate;
  readonly run_id: number;
  readonly valid_batch: number;
  /** The hash of another sector file that gives the same scores; null: none is known. */
  readonly valid_sectors: string | null;
}

interface SectorMomentumTable {
  readonly run_id: number;
  readonly sector_id: number;
  readonly stocks: number;
  readonly z: number | null;
  readonly score: number | null;
}

export interface ScoresTable {
  readonly run_id: number;
  readonly stock_id: number;
  readonly day: IsoDate;
  readonly mode: Mode;
  readonly band: Band;
  readonly previous_band: Band | null;
  readonly position: number | null;
  readonly confidence: number;
  readonly coverage: number;
  readonly freshness: number;
  readonly source_penalty: number;
  readonly imputed_fraction: number;
  readonly sector_z: number;
  readonly traded_value_cr: number | null;
  readonly pledged_fraction: number | null;
  readonly sigma20: number | null;
  readonly volatility_threshold: number | null;
  readonly days_to_meeting: number | null;
  readonly days_since_governance: number | null;
  readonly sector_id: number;
  readonly fired: number;
  readonly value: number;
  readonly previous_value: number | null;
  readonly weighted: number;
  readonly before_guardrails: number;
  readonly f: number;
  readonly t: number;
  readonly r: number;
  readonly o: number;
  readonly q: number;
  readonly s: number;
  readonly penalty: number;
  readonly penalty_before_cap: number;
  readonly penalty_cap: number;
  readonly liquidity_points: number;
  readonly pledge_points: number;
  readonly volatility_points: number;
  readonly event_points: number;
  readonly governance_points: number;
  readonly band_trace: string;
}

export interface UsersTable {
  readonly id: Generated<number>;
  readonly email: string | null;
  readonly name: string;
  readonly role: Role;
  readonly active: Generated<boolean>;
  readonly created_at: Generated<Date>;
  readonly version: Generated<number>;
  readonly password_hash: string | null;
  readonly last_sign_in_at: Date | null;
}

export interface SessionsTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly cookie_hash: Buffer | null;
  readonly counter: Generated<number>;
  readonly rotated_at: Date;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
  readonly address: string;
  readonly user_agent: string | null;
}

export interface AuditEntriesTable {
  readonly id: Generated<number>;
  readonly at: Generated<Date>;
  readonly action: AuditAction;
  readonly result: AuditResult;
  readonly user_id: number | null;
  readonly api_key_id: number | null;
  readonly address: string | null;
  readonly operation_name: string | null;
  readonly subject: string | null;
  readonly details: JSONColumnType<AuditDetails>;
}

export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

interface ExportsTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly kind: string;
  readonly format: string;
  readonly arguments: JSONColumnType<object>;
  readonly status: Generated<JobStatus>;
  readonly file: Generated<string>;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly hash: string | null;
  readonly error: string | null;
  readonly created_at: Generated<Date>;
  readonly expires_at: Date | null;
}

interface ReportsTable {
  readonly id: Generated<number>;
  readonly owner_id: number;
  readonly kind: string;
  readonly title: string;
  readonly inputs: ColumnType<ReportInputsColumn, string, never>;
  readonly as_of: IsoDate;
  readonly formats: ColumnType<readonly string[], readonly string[], never>;
  readonly status: Generated<JobStatus>;
  readonly step: string | null;
  readonly error: string | null;
  readonly created_at: Generated<Date>;
  readonly finished_at: Date | null;
  readonly template_version: number | null;
  readonly content: string | null;
  readonly findings: ColumnType<unknown, never, never>;
  readonly hash: string | null;
  readonly changes: unknown;
}

interface ReportFilesTable {
  readonly report_id: number;
  readonly format: string;
  readonly bytes: number;
  readonly body: Buffer;
}

interface ReportInputsColumn {
  readonly ticker: Ticker | null;
  readonly sector: string | null;
  readonly portfolioId: string | null;
}

/** What becomes of a day of a feed, and of a backfill. */
export type FeedStatus = JobStatus | 'CANCELLED';

interface FeedsTable {
  readonly name: string;
  readonly since: Date;
  readonly paused: Generated<boolean>;
  readonly breaker: Generated<'CLOSED' | 'OPEN' | 'HALF_OPEN'>;
  /** In a row. */
  readonly failures: Generated<number>;
  readonly successes: Generated<number>;
  readonly opened_at: Date | null;
  /** The last attempts, oldest first: + succeeded, - failed. */
  readonly outcomes: Generated<string>;
  readonly succeeded: Generated<number>;
  readonly failed: Generated<number>;
  readonly last_at: Date | null;
  readonly last_result: 'SUCCEEDED' | 'FAILED' | 'UNCHANGED' | null;
  readonly last_error: string | null;
  readonly last_success_at: Date | null;
  readonly quota_day: IsoDate | null;
  readonly quota_used: Generated<number>;
  readonly looking_job: number | null;
}

interface FeedDaysTable {
  readonly feed: string;
  readonly day: IsoDate;
  readonly status: FeedStatus;
  readonly scheduled: boolean;
  readonly job: number | null;
  readonly attempts: Generated<number>;
  readonly misses: Generated<number>;
  readonly next_at: Date | null;
  readonly checked_at: Date | null;
  readonly succeeded_at: Date | null;
  readonly rows: number | null;
  readonly error: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly sha256: string | null;
  readonly batches: Generated<readonly number[]>;
}

interface BackfillsTable {
  readonly id: Generated<number>;
  readonly feeds: readonly string[];
  readonly from_day: IsoDate;
  readonly to_day: IsoDate;
  readonly status: Generated<FeedStatus>;
  readonly by_user: number | null;
  readonly created_at: Generated<Date>;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly error: string | null;
}

interface BackfillDaysTable {
  readonly backfill_id: number;
  readonly feed: string;
  readonly day: IsoDate;
  readonly status: Generated<FeedStatus>;
  readonly rows: number | null;
  readonly attempts: Generated<number>;
  readonly error: string | null;
}

interface SignInTriesTable {
  readonly id: Generated<number>;
  readonly account: Buffer;
  readonly network: string;
  readonly user_id: number | null;
  readonly at: Date;
  readonly failed: Generated<boolean>;
}

export interface ApiKeysTable {
  readonly id: Generated<number>;
  readonly owner_id: number | null;
  readonly name: string;
  readonly scopes: Scope[];
  readonly prefix: string;
  readonly hash: Buffer;
  readonly former_prefix: string | null;
  readonly former_hash: Buffer | null;
  readonly former_until: Date | null;
  readonly paused: Generated<boolean>;
  readonly operations_per_minute: number | null;
  readonly created_at: Generated<Date>;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly last_used_address: string | null;
  readonly use_count: Generated<number>;
}
