import { AuditChain } from './access/audit/auditChain.js';
import type { ChainHead } from './access/audit/chainedEntry.js';
import { Denials } from './access/audit/denials.js';
import type { AuthKey } from './access/authKey.js';
import { ApiKeys } from './access/keys/apiKeys.js';
import { KeyRing } from './access/keys/keyRing.js';
import { SessionRing } from './access/sessions/sessionRing.js';
import { Sessions } from './access/sessions/sessions.js';
import { Users } from './access/users/users.js';
import { OwnPassword } from './access/signIn/ownPassword.js';
import { SignIn } from './access/signIn/signIn.js';
import { Books } from './books/bookCache.js';
import { Snapshots } from './books/snapshots.js';
import { MarketFigures } from './companies/store/marketFigures.js';
import { PeerMarkets } from './companies/store/peerMarkets.js';
import type { Database } from './database/database.js';
import { DatabaseClock } from './database/databaseClock.js';
import { downloadLinks } from './exports/downloadLinks.js';
import { exportJob } from './exports/exportJob.js';
import { Exports } from './exports/exports.js';
import type { Services } from './graphql/context.js';
import { BACKTEST_SOURCE } from './graphql/backtest/backtestSource.js';
import { BACKFILL_SOURCE } from './graphql/backfill/backfillSource.js';
import { backtestJob } from './studies/backtests/backtestJob.js';
import { DocumentChanges } from './companies/documents/store/documentChanges.js';
import { documentJob } from './companies/documents/store/documentJob.js';
import { embedJob } from './companies/documents/store/embedJob.js';
import { configuredDocuments } from './companies/documents/store/configuredDocuments.js';
import { DocumentSearch } from './companies/search/documentSearch.js';
import { createEmbedder } from './companies/search/embedding/createEmbedder.js';
import { VectorIndex } from './companies/search/index/vectorIndex.js';
import { reportLinks } from './companies/reports/reportLinks.js';
import { reportJob } from './companies/reports/store/reportJob.js';
import { Reports } from './companies/reports/store/reports.js';
import { IntelligenceRecords } from './companies/intelligence/intelligenceRecords.js';
import { Watchlists } from './companies/watchlist/watchlists.js';
import { Backtests } from './studies/backtests/backtests.js';
import { JobChanges } from './graphql/job/jobChanges.js';
import { DatabaseRateLimitStore } from './graphql/limits/databaseRateLimitStore.js';
import { REPORT_SOURCE } from './graphql/report/reportSource.js';
import { RateLimits } from './graphql/limits/rateLimit.js';
import { MemoryRateLimitStore } from './graphql/limits/rateLimitStore.js';
import { NOUNS } from './graphql/nouns.js';
import { REBALANCE_SOURCE } from './graphql/rebalance/rebalanceSource.js';
import { AlertRules } from './live/alerts/rules/alertRules.js';
import { AlertStates } from './live/alerts/rules/alertStates.js';
import { Webhooks } from './live/alerts/rules/webhooks.js';
import { LiveLog } from './live/liveLog.js';
import { LiveLogs } from './live/liveLogs.js';
import { ProgressWatcher } from './live/progressWatcher.js';
import { RunWatcher } from './live/runWatcher.js';
import { scoreLog } from './live/scoreLog.js';
import { Backfills } from './market/feeds/backfills.js';
import type { Feed } from './market/feeds/feed.js';
import { FeedChanges } from './market/feeds/feedChanges.js';
import { fetchJob } from './market/feeds/fetchJob.js';
import { rebalanceJob } from './portfolios/rebalances/rebalanceJob.js';
import { Rebalances } from './portfolios/rebalances/rebalances.js';
import { Solver } from './portfolios/solver/solver.js';
import { Models } from './portfolios/store/models.js';
import { Portfolios } from './portfolios/store/portfolios.js';
import { rescoreJob } from './runs/rescoreJob.js';
import { Rescores } from './runs/rescores.js';
import { AttributedChanges } from './runs/reproduce/attributedChanges.js';
import { ExplainedStocks } from './runs/reproduce/explainedStocks.js';
import { Recomputer } from './runs/reproduce/recomputer.js';
import type { ScoringSetup } from './runs/scoringSetup.js';
import { setupsOf } from './runs/setupsOf.js';
import type { Limits, Settings } from './settings.js';

const DAY_MS = 86_400_000;
/** Statements that several operations wait for end by themselves, this much after each operation was told. */
const GRACE_MS = 250;

export interface ServicesOptions {
  /** The secret of the service. */
  readonly authKey: AuthKey;
  /** The feeds of the file of feeds; none where it is left out. */
  readonly feeds?: readonly Feed[];
  /**
   * Called where a log, the runs, the API keys or the sessions could not be read, or the audit not be written; all are
   * tried again.
   */
  readonly onFailure?: (error: Error) => void;
  /** Called each minute with the end of the audit's chain. */
  readonly onHead?: (head: ChainHead) => void;
}

/**
 * Makes what the API reads, over an open database. Nothing runs until `startServices`.
 */
export function servicesOf(
  database: Database,
  setup: ScoringSetup,
  settings: Pick<
    Settings,
    'documents' | 'exports' | 'feeds' | 'home' | 'http' | 'limits' | 'live' | 'rebalances' | 'webhooks'
  >,
  { authKey, feeds = [], onFailure = () => undefined, onHead = () => undefined }: ServicesOptions,
): Services {
  const { exports, http, limits, live, rebalances, webhooks } = settings;
  const { backfillDays } = settings.feeds;
  const timeoutMs = limits.operationTimeoutMs + GRACE_MS;
  const books = new Books(database, { timeoutMs });
  const marketFigures = new MarketFigures(database, { timeoutMs });
  const logOptions = {
    retentionMs: live.retentionDays * DAY_MS,
    ringSize: live.ringEvents,
    slow: { bytes: live.slowClientBytes, ms: live.slowClientMs },
    onFailure,
  };
  const factories = NOUNS.flatMap(({ logs = {} }) => Object.entries(logs));
  const logs: LiveLogs = new LiveLogs(
    factories.map(([events, log]) => [
      log,
      new LiveLog(log(database), { ...logOptions, events, eventsOf: (epoch) => logs.eventsOf(epoch) }),
    ]),
  );
  const runWatcher = new RunWatcher(database, onFailure);
  const backfillWatcher = new ProgressWatcher(database, BACKFILL_SOURCE, onFailure);
  const rebalanceWatcher = new ProgressWatcher(database, REBALANCE_SOURCE, onFailure);
  const solver = new Solver(rebalances);
  const embedder = createEmbedder();
  const backtestWatcher = new ProgressWatcher(database, BACKTEST_SOURCE, onFailure);
  const reportWatcher = new ProgressWatcher(database, REPORT_SOURCE, onFailure);
  const snapshots = new Snapshots(database, books, {
    timeoutMs,
    onEvents: (position) => logs.of(scoreLog).hint(position),
  });
  snapshots.onCommit(() => {
    runWatcher.hint();
    backfillWatcher.hint();
    backtestWatcher.hint();
    reportWatcher.hint();
    logs.hintAllBut(scoreLog);
  });
  const recomputer = new Recomputer(database, { timeoutMs });
  const keys = new KeyRing(database, { onFailure });
  const clock = new DatabaseClock();
  const sessionRing = new SessionRing(database, clock, { onFailure });
  const accessChanged = (): void => {
    keys.changed();
    sessionRing.changed();
  };
  return {
    database,
    books,
    marketFigures,
    peerMarkets: new PeerMarkets(database, marketFigures, setup.sectors, { timeoutMs }),
    snapshots,
    logs,
    runWatcher,
    backfillWatcher,
    rebalances: new Rebalances({ database, solver, costs: setup.costs }),
    rebalanceWatcher,
    backtestWatcher,
    reportWatcher,
    recomputer,
    explainedStocks: new ExplainedStocks(recomputer),
    attributedChanges: new AttributedChanges(recomputer),
    solver,
    rateLimits: rateLimitsOf(database, limits),
    rescores: new Rescores(database, setup),
    keys,
    sessionRing,
    sessions: new Sessions(database, { clock, authKey }, (id) => sessionRing.ended(id)),
    apiKeys: new ApiKeys(database, () => keys.changed()),
    users: new Users(database, accessChanged),
    signIn: new SignIn({ database, clock, authKey }),
    ownPassword: new OwnPassword({ database, clock, authKey }, accessChanged),
    exports: new Exports(database, clock, exports),
    backtests: new Backtests(database, setup.costs),
    reports: new Reports(database, setup.sectors),
    watchlists: new Watchlists(database),
    intelligence: new IntelligenceRecords(database),
    documentChanges: new DocumentChanges(database),
    documentFiles: configuredDocuments(settings),
    embedder,
    documentSearch: new DocumentSearch({
      database,
      index: new VectorIndex(database, embedder, { mostBytes: settings.documents.searchMemoryMb * 1e6 }),
      embedder,
    }),
    alertRules: new AlertRules(database),
    alertStates: new AlertStates(database),
    webhooks: new Webhooks(database, authKey, webhooks),
    models: new Models(database),
    portfolios: new Portfolios(database),
    jobChanges: new JobChanges(database, [
      ...[backtestJob, documentJob, embedJob, exportJob, fetchJob, rebalanceJob, reportJob, rescoreJob],
    ]),
    feeds,
    feedChanges: new FeedChanges(database, feeds, new Backfills({ feeds, most: backfillDays })),
    downloadLinks: downloadLinks(authKey, http.basePath),
    reportLinks: reportLinks(authKey, http.basePath),
    clock,
    authKey,
    auditChain: new AuditChain(database, authKey, { onFailure, onHead }),
    denials: new Denials(database.pool, { onFailure }),
    maxPage: limits.page,
    methods: setupsOf(setup),
    ...setup,
  };
}

/** Begins to hear of commits and of changes of keys and sessions, and to follow the logs. */
export async function startServices({
  denials,
  keys,
  sessionRing,
  snapshots,
  logs,
}: Services): Promise<void> {
  denials.start();
  await keys.start();
  await sessionRing.start();
  await snapshots.start();
  await snapshots.newest();
  await logs.start();
}

/** Completes all subscriptions, and stops what `startServices` began. */
export async function stopServices({
  denials,
  keys,
  sessionRing,
  snapshots,
  logs,
  runWatcher,
  backfillWatcher,
  rebalanceWatcher,
  solver,
  embedder,
  backtestWatcher,
  reportWatcher,
}: Services): Promise<void> {
  await solver.close();
  await embedder.close();
  await logs.stop();
  await runWatcher.stop();
  await backfillWatcher.stop();
  await rebalanceWatcher.stop();
  await backtestWatcher.stop();
  await reportWatcher.stop();
  await snapshots.stop();
  await sessionRing.stop();
  await keys.stop();
  await denials.stop();
}

function rateLimitsOf(database: Database, limits: Limits): RateLimits {
  const perMinute = (calls: number) => ({ calls, windowSeconds: 60 });
  return new RateLimits({
    store:
      limits.rateLimitStore === 'database'
        ? new DatabaseRateLimitStore(database)
        : new MemoryRateLimitStore(),
    limits: {
      whatIf: perMinute(limits.whatIfPerMinute),
      reproduced: perMinute(limits.reproducedPerMinute),
      components: perMinute(limits.componentsPerMinute),
    },
  });
}
