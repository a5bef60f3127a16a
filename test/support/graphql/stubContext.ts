import DataLoader from 'dataloader';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { callerAt } from '../../../src/access/caller.js';
import { DayBook } from '../../../src/books/dayBook.js';
import { standingOf } from '../../../src/books/standings.js';
import { RiskBook } from '../../../src/books/risk/riskBook.js';
import { Snapshot, type CompanyRow } from '../../../src/books/snapshot.js';
import { DatabaseClock } from '../../../src/database/databaseClock.js';
import type { RunRow } from '../../../src/database/runRow.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { backtestListing } from '../../../src/graphql/backtest/backtestLoaders.js';
import { BACKTEST_SOURCE } from '../../../src/graphql/backtest/backtestSource.js';
import { BACKFILL_SOURCE } from '../../../src/graphql/backfill/backfillSource.js';
import { keyedLoader } from '../../../src/graphql/keyedLoader.js';
import { Loaders, type LoaderFactory } from '../../../src/graphql/loaders.js';
import { NO_FACTS } from '../../../src/graphql/requestFacts.js';
import { OperationBooks } from '../../../src/graphql/operationBooks.js';
import { OperationRuns } from '../../../src/graphql/run/operationRuns.js';
import { sessionsLoader } from '../../../src/graphql/exchangeSessions/sessionsLoader.js';
import { openAlertsLoader } from '../../../src/graphql/risk/openAlertsLoader.js';
import { riskOfRunLoader } from '../../../src/graphql/risk/riskLoaders.js';
import { runListing, runLoader } from '../../../src/graphql/run/runLoaders.js';
import { reportLinks } from '../../../src/companies/reports/reportLinks.js';
import { downloadLinks } from '../../../src/exports/downloadLinks.js';
import { apiKeyListing } from '../../../src/graphql/apiKey/apiKeyLoaders.js';
import { reportListing } from '../../../src/graphql/report/reportLoaders.js';
import { REPORT_SOURCE } from '../../../src/graphql/report/reportSource.js';
import { exportListing } from '../../../src/graphql/export/exportLoaders.js';
import { alertListing } from '../../../src/graphql/alert/alertLoaders.js';
import { rebalanceListing } from '../../../src/graphql/rebalance/rebalanceLoaders.js';
import { REBALANCE_SOURCE } from '../../../src/graphql/rebalance/rebalanceSource.js';
import { alertRuleListing } from '../../../src/graphql/alertRule/alertRuleLoaders.js';
import { logEndLoader } from '../../../src/graphql/liveLog/logEndLoader.js';
import { webhookListing } from '../../../src/graphql/webhook/webhookLoaders.js';
import { feedsLoader } from '../../../src/graphql/feed/feedsLoader.js';
import { userListing } from '../../../src/graphql/user/userListing.js';
import { formerScoresLoader, scoreOfRunLoader } from '../../../src/graphql/score/scoreLoaders.js';
import { qualityLoader } from '../../../src/graphql/quality/qualityLoader.js';
import { standingLoader } from '../../../src/graphql/score/standingLoader.js';
import { usageLoader } from '../../../src/graphql/usage/usageLoader.js';
import { awaitedLoader } from '../../../src/graphql/warehouse/awaitedLoader.js';
import { warehouseLoader } from '../../../src/graphql/warehouse/warehouseLoader.js';
import { LiveLog } from '../../../src/live/liveLog.js';
import { LiveLogs } from '../../../src/live/liveLogs.js';
import { documentLog } from '../../../src/companies/documents/store/documentLog.js';
import { documentLoader } from '../../../src/graphql/document/documentLoaders.js';
import { alertLog } from '../../../src/live/alerts/alertLog.js';
import { scoreLog } from '../../../src/live/scoreLog.js';
import { ProgressWatcher } from '../../../src/live/progressWatcher.js';
import { RunWatcher } from '../../../src/live/runWatcher.js';
import { NO_SYMBOLS } from '../../../src/market/formerSymbols.js';
import { loadSectors } from '../market/loadSectors.js';
import type { Mode, Ticker } from '../../../src/scoring/names.js';
import { testAuthKey } from '../access/testAuthKey.js';
import { DAY } from '../days/day.js';
import { marketOf } from '../days/marketOf.js';
import { recomputedRun } from '../days/recomputedRun.js';
import { recomputing } from '../days/recomputing.js';
import { riskMethod } from '../risk/riskDay.js';
import { storedRisk } from '../risk/storedRisk.js';
import { rowsOf } from '../days/storedRows.js';

export const RUN: RunRow = {
  id: 7,
  day: DAY.section.date,
  mode: null,
  status: 'SUCCEEDED',
  read_batch: 3,
  method_hash: DAY.method.hash,
  sectors_hash: 'b'.repeat(64),
  inputs_hash: 'c'.repeat(64),
  code_version: '0.1.0',
  scored: 72,
  total: 36,
  changed: 72,
  started_at: new Date('2024-10-08T11:00:00Z'),
  finished_at: new Date('2024-10-08T11:00:01Z'),
  error: null,
  provisional: false,
  session_quorum: 0.5,
  market_return: 'INDEX',
};

const NO_DATABASE = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

const sectors = await loadSectors();
export const METHOD_DOCUMENT = 'name: greyoak-1.1 # as it was written';
export const RISK_DOCUMENT = 'name: greyoak-risk-1.0 # as it was written';

const companies: CompanyRow[] = [
  ...DAY.section.tickers.map((ticker, i) => ({
    stock_id: i + 1,
    ticker,
    name: `Company ${ticker.slice(0, -3)}`,
    isin: '',
    industry: 'Power',
    basic_industry: '',
    sector_group: '',
  })),
  {
    stock_id: 99,
    ticker: 'LOST.NS' as Ticker,
    name: 'Lost and Found',
    isin: 'INE000000000',
    industry: '',
    basic_industry: '',
    sector_group: '',
  },
];

const unexpected = (name: string) => () => Promise.reject(new Error(`the stub has no ${name}`));

const NO_QUALITY = {
  ...{ until: null, first: null, bars: null, flags: null },
  ...{ fundamentals: null, statements: null, shareholding: null },
};
const NO_WAREHOUSE = { bytes: 0, from: null, to: null, tables: new Map(), imports: new Map() } as const;
const NO_USAGE = {
  ...{ users: 0, apiKeys: 0, companies: 0, documents: 0, periods: [] },
  ...{ reportsQueued: 0, reportsRunning: 0, reportsSucceeded: 0, reportsFailed: 0 },
};

const scoredDays = [{ day: RUN.day, runId: RUN.id }];
const snapshot = new Snapshot({
  isSynthetic: false,
  version: '3 7',
  batch: 3,
  servedMethod: DAY.method.name,
  log: { epoch: '00000000-0000-4000-8000-000000000000', position: 0 },
  companies,
  symbols: NO_SYMBOLS,
  histories: new Map(),
  classifications: new Map(),
  assessedDays: [{ day: RUN.day, runId: RUN.id, methodHash: riskMethod.hash }],
  riskMethods: new Map([[riskMethod.hash, { document: RISK_DOCUMENT, compiled: riskMethod }]]),
  sectorFiles: new Map([[RUN.sectors_hash, { document: '', parsed: sectors }]]),
  scoredDays: new Map([[DAY.method.name, { TRADER: scoredDays, INVESTOR: scoredDays }]]),
  runs: new Map([[RUN.id, RUN]]),
  methods: new Map([
    [
      RUN.method_hash,
      {
        ...{ name: DAY.method.name, document: METHOD_DOCUMENT },
        ...{ thresholdSet: 'production', compiled: DAY.method },
      },
    ],
  ]),
});

const LOG_END = { epoch: '00000000-0000-4000-8000-000000000000', position: 0 };

const EMPTY_LOG = {
  end: () => Promise.resolve(LOG_END),
  since: () => Promise.resolve({ end: LOG_END, events: [] }),
  events: () => Promise.resolve([]),
  endBefore: () => Promise.resolve(0),
};

/** A loader to use in place of the one that its factory makes. */
export const given = <Loader>(factory: LoaderFactory<Loader>, loader: Loader) => [factory, loader] as const;

type Given = readonly [LoaderFactory<unknown>, unknown];

/**
 * One scored day in both modes, in memory.
 *
 * @param rows what a database would return; reading one is refused where it is left out
 */
export function stubContext(
  overrides: readonly Given[] = [],
  rows: () => Promise<never[]> = unexpected('database'),
): GraphqlContext {
  const recomputed = recomputedRun(RUN.id, (_, ticker) =>
    ticker === DAY.section.tickers[0] ? [] : ['value: 50 is stored, 51 is computed'],
  );
  const rateLimits = { take: () => Promise.resolve() };
  const loaders = new Loaders(
    {
      clock: new DatabaseClock(),
      database: { db: new Kysely({ dialect: NO_DATABASE }) },
      reads: {
        rows,
        charge: () => undefined,
        outOfTurn: (wait) => wait(),
        counts: { statements: 0, rows: 0, work: 0 },
        signal: undefined,
      },
      attributedChanges: { explain: () => Promise.resolve([]), isKept: () => true },
      marketFigures: { of: () => new Map() },
      peerMarkets: { isKept: () => true, of: (_, on) => ({ on, session: null, sectors: new Map() }) },
      documentSearch: { search: unexpected('searchDocuments') },
      snapshot,
      sectors,
      feeds: [],
      ...recomputing({
        isKept: () => true,
        recompute: (runs) => runs.map(() => Promise.resolve(recomputed)),
      }),
      rateLimits,
    },
    [
      given(
        formerScoresLoader,
        keyedLoader((keys) => Promise.resolve(keys.map(() => []))),
      ),
      given(
        scoreOfRunLoader,
        keyedLoader((keys) =>
          Promise.resolve(
            keys.map(({ runId, mode, ticker }) =>
              runId === RUN.id ? (bookOf(mode).rows.find((row) => row.ticker === ticker) ?? null) : null,
            ),
          ),
        ),
      ),
      given(
        riskOfRunLoader,
        keyedLoader((keys) =>
          Promise.resolve(keys.map(({ runId, ticker }) => (runId === RUN.id ? RISKS.onDay(ticker) : null))),
        ),
      ),
      given(
        openAlertsLoader,
        keyedLoader((viewers) => Promise.resolve(viewers.map(() => new Map()))),
      ),
      given(
        runLoader,
        new DataLoader((ids) => Promise.resolve(ids.map((id) => (id === RUN.id ? RUN : null)))),
      ),
      given(
        standingLoader,
        keyedLoader((keys) => Promise.resolve(keys.map(() => standingOf(0, 1, 1)))),
      ),
      given(
        qualityLoader,
        keyedLoader((keys) => Promise.resolve(keys.map(() => NO_QUALITY))),
      ),
      given(warehouseLoader, () => Promise.resolve(NO_WAREHOUSE)),
      given(usageLoader, () => Promise.resolve(NO_USAGE)),
      given(awaitedLoader, () => Promise.resolve(null)),
      given(sessionsLoader, () => Promise.resolve([])),
      given(runListing, { page: () => Promise.resolve([RUN]), count: () => Promise.resolve(1) }),
      given(apiKeyListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(backtestListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(reportListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(exportListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(alertRuleListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(alertListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(webhookListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(logEndLoader, new DataLoader((logs) => Promise.resolve(logs.map(() => LOG_END)))),
      given(documentLoader, new DataLoader((ids) => Promise.resolve(ids.map(() => null)))),
      given(rebalanceListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      given(feedsLoader, () => Promise.resolve([])),
      given(userListing, { page: () => Promise.resolve([]), count: () => Promise.resolve(0) }),
      ...overrides,
    ],
  );
  return {
    market: {
      ...{ sectors, method: DAY.method, methodDocument: METHOD_DOCUMENT },
      methods: [{ method: DAY.method, methodDocument: METHOD_DOCUMENT }],
      risk: { method: riskMethod, document: RISK_DOCUMENT },
      costs: { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: 0n },
    },
    snapshot,
    lastSnapshot: () => snapshot,
    books: new OperationBooks(
      {
        of: (keys) => keys.map(({ runId, mode }) => (runId === RUN.id ? bookOf(mode) : null)),
        market: { of: ({ batch }) => marketOf(DAY.section, batch) },
        risks: { of: (runIds) => runIds.map((runId) => (runId === RUN.id ? RISKS : null)) },
      },
      snapshot,
      { name: 'stub', signal: undefined },
    ),
    runs: new OperationRuns(snapshot, loaders),
    logs: new LiveLogs([
      [scoreLog, new LiveLog(EMPTY_LOG, { events: 'scores', retentionMs: 0, onFailure: () => undefined })],
      [alertLog, new LiveLog(EMPTY_LOG, { events: 'alerts', retentionMs: 0, onFailure: () => undefined })],
      [
        documentLog,
        new LiveLog(EMPTY_LOG, { events: 'documents', retentionMs: 0, onFailure: () => undefined }),
      ],
    ]),
    runWatcher: new RunWatcher({ query: unexpected('runs') }, () => undefined),
    rescores: {
      request: unexpected('rescore'),
      recordBars: unexpected('recordBars'),
      recordFigures: unexpected('recordMetrics'),
      withdraw: unexpected('withdrawFacts'),
    },
    apiKeys: {
      create: unexpected('createApiKey'),
      update: unexpected('updateApiKey'),
      rotate: unexpected('rotateApiKey'),
      revoke: unexpected('revokeApiKey'),
    },
    exports: { create: unexpected('createExport') },
    alertRules: {
      create: unexpected('createAlertRule'),
      update: unexpected('updateAlertRule'),
      remove: unexpected('deleteAlertRule'),
    },
    alertStates: { acknowledge: unexpected('acknowledgeAlert'), resolve: unexpected('resolveAlert') },
    webhooks: {
      create: unexpected('createWebhook'),
      resume: unexpected('resumeWebhook'),
      remove: unexpected('deleteWebhook'),
    },
    feedChanges: {
      start: unexpected('startBackfill'),
      retry: unexpected('retryBackfill'),
      cancel: unexpected('cancelBackfill'),
      run: unexpected('runFeed'),
      setPaused: unexpected('setFeedPaused'),
    },
    backfillWatcher: new ProgressWatcher(
      { query: unexpected('backfills') },
      BACKFILL_SOURCE,
      () => undefined,
    ),
    rebalances: {
      preview: unexpected('previewRebalance'),
      ofPortfolio: unexpected('rebalancePortfolio'),
      ofModel: unexpected('rebalanceModel'),
      confirm: unexpected('confirmRebalance'),
      cancel: unexpected('cancelRebalance'),
      remove: unexpected('deleteRebalance'),
    },
    rebalanceWatcher: new ProgressWatcher(
      { query: unexpected('rebalances') },
      REBALANCE_SOURCE,
      () => undefined,
    ),
    models: {
      create: unexpected('createModel'),
      update: unexpected('updateModel'),
      remove: unexpected('deleteModel'),
    },
    portfolios: {
      create: unexpected('createPortfolio'),
      update: unexpected('updatePortfolio'),
      remove: unexpected('deletePortfolio'),
      attach: unexpected('attachPortfolio'),
      setHoldings: unexpected('setHoldings'),
      recordJournal: unexpected('recordJournal'),
    },
    backtests: { create: unexpected('startBacktest') },
    reports: { create: unexpected('createReport'), remove: unexpected('deleteReport') },
    watchlists: { set: unexpected('setWatchlist') },
    intelligence: { record: unexpected('recordIntelligence') },
    documentChanges: { remove: unexpected('deleteDocument'), reprocess: unexpected('reprocessDocument') },
    backtestWatcher: new ProgressWatcher(
      { query: unexpected('backtests') },
      BACKTEST_SOURCE,
      () => undefined,
    ),
    jobChanges: { retry: unexpected('retryJob'), cancel: unexpected('cancelJob') },
    downloadLinks: downloadLinks(testAuthKey, ''),
    reportLinks: reportLinks(testAuthKey, ''),
    reportWatcher: new ProgressWatcher({ query: unexpected('reports') }, REPORT_SOURCE, () => undefined),
    sessions: {
      refresh: unexpected('refreshSession'),
      end: unexpected('endSession'),
      endOf: unexpected('signOut'),
    },
    users: {
      add: unexpected('createUser'),
      update: unexpected('updateUser'),
      delete: unexpected('deleteUser'),
      resetPassword: unexpected('resetPassword'),
    },
    limitsOf: () => ({ operationsPerMinute: null, operationsLeft: null, pointsPerSecond: 1, pointsLeft: 1 }),
    reads: {
      counts: { statements: 0, rows: 0, work: 0 },
      onCharge: () => undefined,
      outOfTurn: (wait) => wait(),
      signal: undefined,
    },
    maxPage: 500,
    caller: callerAt('127.0.0.1'),
    rateLimits,
    loaders,
    outcome: {},
    signIn: { signIn: unexpected('signIn') },
    ownPassword: {
      setByLink: unexpected('setPassword'),
      change: unexpected('changePassword'),
      deleteAccount: unexpected('deleteMyAccount'),
    },
    request: NO_FACTS,
  };
}

const BOOKS = {
  TRADER: new DayBook(RUN.id, 'TRADER', DAY.section.date, rowsOf(DAY, 'TRADER', RUN.id)),
  INVESTOR: new DayBook(RUN.id, 'INVESTOR', DAY.section.date, rowsOf(DAY, 'INVESTOR', RUN.id)),
};

const RISKS = new RiskBook(
  RUN.id,
  RUN.day,
  null,
  DAY.section.tickers.map((ticker, i) => ({
    ...storedRisk({ run: RUN.id, stock: i + 1, day: RUN.day, raw: { VOLATILITY: 0.15 + i / 100 } }),
    ...{ ticker, name: companies[i].name, isin: '', industry: 'Power', method_hash: riskMethod.hash },
    ...{ previousValue: null, formerValue: null },
  })),
);

const bookOf = (mode: Mode): DayBook => BOOKS[mode];
