import type { AuditChain } from '../access/audit/auditChain.js';
import type { Denials } from '../access/audit/denials.js';
import type { AuthKey } from '../access/authKey.js';
import { callerAt, type Caller } from '../access/caller.js';
import type { ApiKeys } from '../access/keys/apiKeys.js';
import type { KeyRing } from '../access/keys/keyRing.js';
import type { SignedLinks } from '../access/signedLinks.js';
import type { SessionRing } from '../access/sessions/sessionRing.js';
import type { Sessions } from '../access/sessions/sessions.js';
import type { Users } from '../access/users/users.js';
import type { OwnPassword } from '../access/signIn/ownPassword.js';
import type { SignIn } from '../access/signIn/signIn.js';
import type { Books } from '../books/bookCache.js';
import type { Snapshot } from '../books/snapshot.js';
import type { Snapshots } from '../books/snapshots.js';
import type { DocumentChanges } from '../companies/documents/store/documentChanges.js';
import type { DocumentFiles } from '../companies/documents/store/documentFiles.js';
import type { DocumentSearch } from '../companies/search/documentSearch.js';
import type { Embedder } from '../companies/search/embedder.js';
import type { MarketFigures } from '../companies/store/marketFigures.js';
import type { ReportProgress } from '../companies/reports/store/reportProgress.js';
import type { Reports } from '../companies/reports/store/reports.js';
import type { IntelligenceRecords } from '../companies/intelligence/intelligenceRecords.js';
import type { Watchlists } from '../companies/watchlist/watchlists.js';
import type { PeerMarkets } from '../companies/store/peerMarkets.js';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import type { Exports } from '../exports/exports.js';
import type { AlertRules } from '../live/alerts/rules/alertRules.js';
import type { AlertStates } from '../live/alerts/rules/alertStates.js';
import type { Webhooks } from '../live/alerts/rules/webhooks.js';
import type { LiveLogs } from '../live/liveLogs.js';
import type { ProgressWatcher } from '../live/progressWatcher.js';
import type { RunWatcher } from '../live/runWatcher.js';
import type { Feed } from '../market/feeds/feed.js';
import type { FeedChanges } from '../market/feeds/feedChanges.js';
import type { BackfillRow } from '../market/feeds/readBackfill.js';
import type { Sectors } from '../market/sectors.js';
import type { TradeCosts } from '../portfolios/optimiser/problem.js';
import type { Rebalances } from '../portfolios/rebalances/rebalances.js';
import type { Solver } from '../portfolios/solver/solver.js';
import type { Rescores } from '../runs/rescores.js';
import type { AttributedChanges } from '../runs/reproduce/attributedChanges.js';
import type { ExplainedStocks } from '../runs/reproduce/explainedStocks.js';
import type { Recomputer } from '../runs/reproduce/recomputer.js';
import type { Models } from '../portfolios/store/models.js';
import type { Portfolios } from '../portfolios/store/portfolios.js';
import type { RiskMethod } from '../risk/riskMethod.js';
import type { Method } from '../scoring/method.js';
import type { BacktestProgress } from '../studies/backtests/backtestProgress.js';
import type { Backtests } from '../studies/backtests/backtests.js';
import type { JobChanges } from './job/jobChanges.js';
import type { LimitsOf } from './limits/limitsOf.js';
import { perOperation, type OperationRateLimits, type RateLimits } from './limits/rateLimit.js';
import { Loaders } from './loaders.js';
import type { OperationOutcome } from './operation/operationOutcome.js';
import { OperationBooks } from './operationBooks.js';
import { Reads } from './reads.js';
import type { RebalanceProgressRow } from './rebalance/rebalanceSource.js';
import { NO_FACTS, type RequestFacts } from './requestFacts.js';
import { OperationRuns } from './run/operationRuns.js';

/** A method with the text of its file. */
export interface MethodInUse {
  readonly method: Method;
  readonly methodDocument: string;
}

/** What this process knows of the market in addition to what is stored. */
export interface MarketSettings extends MethodInUse {
  readonly sectors: Sectors;
  /** All methods that new runs are scored with, `method` first. */
  readonly methods: readonly MethodInUse[];
  /** The method that new risks are assessed with, and the text of its file. */
  readonly risk: { readonly method: RiskMethod; readonly document: string };
  /** What trades cost where a portfolio does not say it. */
  readonly costs: TradeCosts;
}

/** What lives as long as the process does. */
export interface Services extends MarketSettings {
  readonly database: Database;
  readonly snapshots: Snapshots;
  readonly books: Books;
  /** The figures of all companies. */
  readonly marketFigures: Pick<MarketFigures, 'of'>;
  /** How companies stand among those of their sector. */
  readonly peerMarkets: Pick<PeerMarkets, 'isKept' | 'of'>;
  readonly recomputer: Pick<Recomputer, 'recompute' | 'isKept'>;
  readonly explainedStocks: Pick<ExplainedStocks, 'explain' | 'isKept'>;
  readonly attributedChanges: Pick<AttributedChanges, 'explain' | 'isKept'>;
  readonly solver: Pick<Solver, 'solve' | 'close'>;
  readonly rateLimits: Pick<RateLimits, 'take'>;
  readonly logs: LiveLogs;
  readonly runWatcher: RunWatcher;
  readonly rescores: Pick<Rescores, 'request' | 'recordBars' | 'recordFigures' | 'withdraw'>;
  /** The API keys and sessions of the store, as its callers are known by them. */
  readonly keys: KeyRing;
  readonly sessionRing: SessionRing;
  readonly sessions: Pick<Sessions, 'end' | 'endOf' | 'refresh'>;
  readonly apiKeys: Pick<ApiKeys, 'create' | 'update' | 'rotate' | 'revoke'>;
  readonly users: Pick<Users, 'add' | 'update' | 'delete' | 'resetPassword'>;
  readonly signIn: Pick<SignIn, 'signIn'>;
  readonly ownPassword: Pick<OwnPassword, 'setByLink' | 'change' | 'deleteAccount'>;
  readonly exports: Pick<Exports, 'create'>;
  readonly alertRules: Pick<AlertRules, 'create' | 'update' | 'remove'>;
  readonly alertStates: Pick<AlertStates, 'acknowledge' | 'resolve'>;
  readonly webhooks: Pick<Webhooks, 'create' | 'resume' | 'remove'>;
  readonly models: Pick<Models, 'create' | 'update' | 'remove'>;
  readonly portfolios: Pick<
    Portfolios,
    'create' | 'update' | 'remove' | 'attach' | 'setHoldings' | 'recordJournal'
  >;
  readonly jobChanges: Pick<JobChanges, 'retry' | 'cancel'>;
  /** The feeds of the file of feeds, also those that are off. */
  readonly feeds: readonly Feed[];
  readonly feedChanges: Pick<FeedChanges, 'start' | 'retry' | 'cancel' | 'run' | 'setPaused'>;
  readonly backfillWatcher: ProgressWatcher<BackfillRow>;
  readonly rebalances: Pick<
    Rebalances,
    'preview' | 'ofPortfolio' | 'ofModel' | 'confirm' | 'cancel' | 'remove'
  >;
  readonly rebalanceWatcher: ProgressWatcher<RebalanceProgressRow>;
  readonly backtests: Pick<Backtests, 'create'>;
  readonly reports: Pick<Reports, 'create' | 'remove'>;
  readonly watchlists: Pick<Watchlists, 'set'>;
  readonly intelligence: Pick<IntelligenceRecords, 'record'>;
  readonly documentChanges: Pick<DocumentChanges, 'remove' | 'reprocess'>;
  readonly documentFiles: DocumentFiles;
  readonly embedder: Embedder;
  readonly documentSearch: Pick<DocumentSearch, 'search'>;
  readonly backtestWatcher: ProgressWatcher<BacktestProgress>;
  readonly downloadLinks: SignedLinks;
  readonly reportLinks: SignedLinks;
  readonly reportWatcher: ProgressWatcher<ReportProgress>;
  /** The time by which credentials expire. */
  readonly clock: DatabaseClock;
  readonly authKey: AuthKey;
  readonly auditChain: AuditChain;
  readonly denials: Denials;
  /** The longest page. */
  readonly maxPage: number;
}

/**
 * What the resolvers of one operation read. An operation reads everything once, and things of one kind with one
 * statement.
 */
export interface GraphqlContext {
  readonly market: MarketSettings;
  readonly snapshot: Snapshot;
  /** Returns the snapshot that was read last, for what lasts longer than others stay the newest. */
  readonly lastSnapshot: () => Snapshot;
  readonly books: OperationBooks;
  readonly runs: OperationRuns;
  readonly logs: LiveLogs;
  readonly runWatcher: RunWatcher;
  readonly rescores: Pick<Rescores, 'request' | 'recordBars' | 'recordFigures' | 'withdraw'>;
  readonly apiKeys: Services['apiKeys'];
  readonly sessions: Services['sessions'];
  readonly users: Services['users'];
  readonly signIn: Services['signIn'];
  readonly ownPassword: Services['ownPassword'];
  readonly exports: Services['exports'];
  readonly alertRules: Services['alertRules'];
  readonly alertStates: Services['alertStates'];
  readonly webhooks: Services['webhooks'];
  readonly models: Services['models'];
  readonly portfolios: Services['portfolios'];
  readonly jobChanges: Services['jobChanges'];
  readonly feedChanges: Services['feedChanges'];
  readonly backfillWatcher: Services['backfillWatcher'];
  readonly rebalances: Services['rebalances'];
  readonly rebalanceWatcher: Services['rebalanceWatcher'];
  readonly backtests: Services['backtests'];
  readonly reports: Services['reports'];
  readonly watchlists: Services['watchlists'];
  readonly intelligence: Services['intelligence'];
  readonly documentChanges: Services['documentChanges'];
  readonly backtestWatcher: Services['backtestWatcher'];
  readonly downloadLinks: SignedLinks;
  readonly reportLinks: SignedLinks;
  readonly reportWatcher: Services['reportWatcher'];
  readonly request: RequestFacts;
  readonly limitsOf: LimitsOf;
  readonly reads: Pick<Reads, 'counts' | 'onCharge' | 'outOfTurn' | 'signal'>;
  /** The longest page. */
  readonly maxPage: number;
  readonly caller: Caller;
  readonly rateLimits: OperationRateLimits;
  /** Empty until the operation was executed. It is an object, because Apollo executes with a copy of the context. */
  readonly outcome: { known?: OperationOutcome };
  readonly loaders: Loaders;
}

/**
 * One for each operation.
 *
 * @param caller who sent the operation
 * @param known the newest snapshot where not given
 * @param limitsOf what `me` tells of limits
 * @param request what is known of the request
 */
export async function createContext(
  services: Services,
  caller: Caller = callerAt('unknown'),
  known: Snapshot | null = null,
  limitsOf: LimitsOf = unknownLimits,
  request: RequestFacts = NO_FACTS,
): Promise<GraphqlContext> {
  const snapshot = known ?? (await services.snapshots.newest());
  const reads = new Reads(services.database);
  const rateLimits = perOperation(services.rateLimits, caller.name);
  const { attributedChanges, database, explainedStocks, feeds, recomputer, sectors } = services;
  const { documentSearch, marketFigures, peerMarkets } = services;
  const loaders = new Loaders({
    clock: services.clock,
    database,
    recomputer,
    marketFigures,
    peerMarkets,
    documentSearch,
    explainedStocks,
    attributedChanges,
    sectors,
    feeds,
    snapshot,
    reads,
    rateLimits,
  });
  return {
    market: services,
    snapshot,
    lastSnapshot: () => services.snapshots.last ?? snapshot,
    reads,
    outcome: {},
    maxPage: services.maxPage,
    caller,
    rateLimits,
    books: new OperationBooks(services.books, snapshot, {
      name: caller.name,
      // It is known once the operation is executed.
      get signal() {
        return reads.signal;
      },
    }),
    runs: new OperationRuns(snapshot, loaders),
    logs: services.logs,
    runWatcher: services.runWatcher,
    rescores: services.rescores,
    apiKeys: services.apiKeys,
    sessions: services.sessions,
    users: services.users,
    signIn: services.signIn,
    ownPassword: services.ownPassword,
    exports: services.exports,
    alertRules: services.alertRules,
    alertStates: services.alertStates,
    webhooks: services.webhooks,
    models: services.models,
    portfolios: services.portfolios,
    jobChanges: services.jobChanges,
    feedChanges: services.feedChanges,
    backfillWatcher: services.backfillWatcher,
    rebalances: services.rebalances,
    rebalanceWatcher: services.rebalanceWatcher,
    backtests: services.backtests,
    reports: services.reports,
    watchlists: services.watchlists,
    intelligence: services.intelligence,
    documentChanges: services.documentChanges,
    backtestWatcher: services.backtestWatcher,
    downloadLinks: services.downloadLinks,
    reportLinks: services.reportLinks,
    reportWatcher: services.reportWatcher,
    request,
    limitsOf,
    loaders,
  };
}

function unknownLimits(): never {
  throw new Error('Expected a context with the limits of callers, got one without');
}
