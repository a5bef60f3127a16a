import type { FastifyInstance } from 'fastify';
import { MaxIntrospectionDepthRule, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { DestinationStream } from 'pino';
import { Registry } from 'prom-client';
import { ALL_RIGHTS, rightsTo, type Caller } from './access/caller.js';
import {
  accessModeOf,
  poolOf,
  readinessOf,
  requireServices,
  servicesIn,
  takesSubscribers,
  type ApiState,
} from './apiState.js';
import { configuredFolder } from './exports/configuredFolder.js';
import { createContext } from './graphql/context.js';
import { formatError } from './graphql/errors.js';
import { CostBuckets } from './graphql/limits/costBuckets.js';
import { createLimitsOf } from './graphql/limits/createLimitsOf.js';
import { DatabaseQuotaStore } from './graphql/limits/databaseQuotaStore.js';
import { maxAliases } from './graphql/limits/maxAliases.js';
import { maxDepth } from './graphql/limits/maxDepth.js';
import { maxDirectives } from './graphql/limits/maxDirectives.js';
import { maxRootFields } from './graphql/limits/maxRootFields.js';
import { maxReadsInARow } from './graphql/limits/maxReadsInARow.js';
import { maxSelections } from './graphql/limits/maxSelections.js';
import { MemoryQuotaStore } from './graphql/limits/memoryQuotaStore.js';
import { OperationQuotas } from './graphql/limits/operationQuotas.js';
import { MOST_SELECTIONS } from './graphql/limits/walkFields.js';
import { createStartOperation } from './graphql/operation/createStartOperation.js';
import type { StartOperation } from './graphql/operation/startOperation.js';
import { Documents } from './graphql/operation/documents.js';
import { inTime } from './graphql/operation/inTime.js';
import { OperationCounts } from './graphql/operation/operationCounts.js';
import { Operations } from './graphql/operation/operations.js';
import { SubscriptionMemory } from './graphql/operation/subscriptionMemory.js';
import { TrustedDocuments } from './graphql/operation/trustedDocuments.js';
import type { RequestFacts } from './graphql/requestFacts.js';
import { buildGreyoakSchema } from './graphql/schema.js';
import { unavailable } from './graphql/unavailable.js';
import { Remembered } from './async/remembered.js';
import { allowedOrigins } from './http/allowedOrigins.js';
import { measureAudit } from './http/auditMetrics.js';
import { noteDenials, type OnDenied } from './http/callers/noteDenials.js';
import { createApp, type AppOptions } from './http/app.js';
import { measureDisks } from './http/diskMetrics.js';
import { keptAnswers } from './http/keptAnswers.js';
import { DocumentLimits } from './http/documentLimits.js';
import { measureAttempts, type AttemptCounts } from './http/jobMetrics.js';
import { measureLag } from './http/lagMetrics.js';
import { createMetricsApp } from './http/metricsApp.js';
import { ownHosts } from './http/ownHosts.js';
import { readPersistedOperations } from './http/persistedOperations.js';
import { ReadinessLog } from './http/readinessLog.js';
import { resolveCaller, type CallerOf } from './http/resolveCaller.js';
import { measureStore } from './http/storeMetrics.js';
import { UnavailableLog } from './http/unavailableLog.js';
import { isLoopback } from './isLoopback.js';
import { latestOver } from './latestOver.js';
import { scoreLog } from './live/scoreLog.js';
import { withMetricsToken } from './http/withMetricsToken.js';
import { JobAttempts } from './jobs/jobAttempts.js';
import type { Limits, Settings } from './settings.js';
import { diskSpace } from './status/diskSpace.js';
import { OperationMinutes } from './status/operationMinutes.js';
import { StoreStatus } from './status/storeStatus.js';

/**
 * With the one that reads the books, an operation sends at most three statements one after the other, apart from those for
 * days of the market, runs and companies that are not in memory.
 */
const MOST_READS_IN_A_ROW = 2;

export interface ApiOptions {
  readonly settings: Pick<
    Settings,
    | 'access'
    | 'connections'
    | 'exports'
    | 'home'
    | 'host'
    | 'http'
    | 'limits'
    | 'metricsHost'
    | 'metricsPort'
    | 'metricsToken'
    | 'live'
    | 'logLevel'
    | 'nodeEnv'
    | 'quotas'
    | 'role'
  >;
  readonly state: () => ApiState;
  /** Returns the caller of a request; by default the one of its key or address. */
  readonly callerOf?: CallerOf | undefined;
  /** The names of the tasks that workers run, which metrics show also while they have no job; none where it is left out. */
  readonly tasks?: readonly string[];
  /** What the workers of this process did; nothing where it is left out. */
  readonly attempts?: AttemptCounts;
  /** The texts of documents to which the limits on documents do not apply; none where it is left out. */
  readonly trustedDocuments?: readonly string[];
  /** Where log lines go; standard output where it is left out. */
  readonly logTo?: DestinationStream | undefined;
}

export interface Api {
  /** The server, not yet listening. */
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  /** The server of metrics, not yet listening; null where they have no port of their own. */
  readonly metricsApp: FastifyInstance | null;
  /** Executes operations that are sent over sockets and event streams. */
  readonly startOperation: StartOperation;
  /** Forgets the kept answers. To be called at each commit, after which they may be outdated. */
  readonly forgetAnswers: () => void;
  /** Checks the access of sockets and streams. To be called when keys or their owners have changed. */
  readonly checkAccess: () => void;
}

/**
 * Makes the HTTP server over the schema: the operations and their limits, what executes them over sockets and streams,
 * and the app that serves both.
 *
 * @param options.state returns what the API stands on at the moment; it is asked for each request
 * @throws UserError for settings that cannot be used
 */
export async function createApi({
  settings,
  state,
  callerOf,
  logTo,
  tasks = [],
  attempts = new JobAttempts(),
  trustedDocuments = [],
}: ApiOptions): Promise<Api> {
  const { connections, host, http, limits, live, logLevel, metricsHost, metricsPort, nodeEnv, role } =
    settings;
  const readinessLog = new ReadinessLog(() => app.log);
  const schema = buildGreyoakSchema();
  const showsSchema = http.introspection === 'on';
  const answers = keptAnswers(http.cacheBytes);
  const buckets = new CostBuckets({ capacity: limits.costBucket, perSecond: limits.costPerSecond });
  const onUnavailable = (cause: unknown) => unavailableLog.note(cause);
  const anonymous = rightsTo(settings.access.anonymousScopes);
  const mode = () => settings.access.accessMode ?? accessModeOf(state());
  const quotas = new OperationQuotas({
    store:
      limits.rateLimitStore === 'database'
        ? new DatabaseQuotaStore(() => poolOf(state()), {
            timeoutMs: limits.operationTimeoutMs / 2,
            onFailure: (cause) => uncountedLog.note(cause),
          })
        : new MemoryQuotaStore(),
    anonymous: settings.quotas.operationsPerMinuteAnonymous,
    known: settings.quotas.operationsPerMinute,
    isClosed: () => mode() === 'closed',
  });
  const servicesNow = () => servicesIn(state());
  const onDenied: OnDenied = (caller, denial) => servicesNow()?.denials.note(caller, denial);
  const counting = { quotas, counts: new OperationCounts() };
  const limitsOf = createLimitsOf(buckets, quotas);
  const trusted = new TrustedDocuments(trustedDocuments);
  const operations = new Operations(schema, buckets, {
    maxCost: limits.cost,
    trusted,
    maxEventCost: limits.eventCost,
    introspection: showsSchema,
    maxAnswerBytes: limits.answerBytes,
    timeoutMs: limits.operationTimeoutMs,
    anonymous: () => (mode() === 'open' ? ALL_RIGHTS : anonymous),
    onUnavailable,
    onAsked: (roots) => counting.counts.ask(roots),
    onDenied,
  });
  const documents = new Documents({
    schema,
    rules: rulesWithin(limits),
    trusted,
    maxTokens: limits.tokens,
    hideSuggestions: !showsSchema,
  });
  const documentLimits = new DocumentLimits(
    documents,
    http.persistedOperations === undefined ? null : readPersistedOperations(http.persistedOperations, schema),
  );
  const services = () => {
    const current = state();
    if (!('services' in current)) readinessLog.note({ ready: false, reason: current.phase });
    return requireServices(current);
  };
  const contextOf = (caller: Caller, request?: RequestFacts) =>
    inTime(limits.operationTimeoutMs, async () =>
      createContext(services(), caller, null, limitsOf, request),
    ).catch((error: unknown) => {
      const refusal = unavailable(error);
      if (refusal === null || refusal === error) throw error;
      onUnavailable(error);
      throw refusal;
    });
  const keys = () => servicesNow()?.keys ?? null;
  const sessions = () => servicesNow()?.sessionRing ?? null;
  const { trustedProxies } = http;
  const pageOrigins = allowedOrigins(settings);
  const known = resolveCaller({
    ...{ allowedOrigins: pageOrigins, trustedProxies, mode, keys, sessions, anonymous },
    onUnavailable,
  });
  const callers = noteDenials(
    { ...known, callerOf: callerOf ?? withMetricsToken(known.callerOf, settings.metricsToken) },
    onDenied,
  );
  const cursor = () => services().logs.cursor;
  const startOperation = createStartOperation({
    schema,
    documents,
    operations,
    counts: counting.counts,
    memory: new SubscriptionMemory({
      variables: live.variablesBytes,
      ofCaller: live.memoryPerCaller,
      ofAll: live.memory,
    }),
    documentOf: (request, caller) =>
      documentLimits.documentOf(request, (units) => operations.chargeReading(caller, units)),
    contextOf,
    contextOfEvents: async (caller, mayBeOutdated) => {
      const current = services();
      return createContext(current, caller, mayBeOutdated ? current.snapshots.last : null, limitsOf);
    },
    cursor,
    onFailure: (error, requestId, { name }) => {
      if (unavailable(error) !== null) onUnavailable(error);
      else app.log.error({ err: error, requestId, caller: name }, 'operation failed');
    },
  });
  const subscribers: AppOptions['live'] = {
    start: startOperation,
    cursor,
    isReady: () => takesSubscribers(state()),
    limits: live,
    mayRead: (caller, units) => operations.mayRead(caller, units),
    pace: { stopMs: live.drainMs },
  };
  const registry = new Registry();
  measureAudit(registry, () => servicesNow()?.auditChain.state ?? null);
  const status = latestOver(
    () => servicesNow()?.database ?? null,
    (database) => new StoreStatus(database),
  );
  const storeState = async () => (await status()?.state()) ?? null;
  const followed = () => (role === 'worker' ? null : (servicesNow()?.logs.of(scoreLog).position ?? null));
  const folders = { home: settings.home, exports: configuredFolder(settings).path };
  const disks = new Remembered(() => diskSpace(folders));
  measureStore(registry, storeState, tasks);
  measureAttempts(registry, attempts, tasks);
  measureDisks(registry, () => disks.get());
  measureLag(registry, { state: storeState, followed });
  const isReady = async () => {
    const readiness = await readinessOf(state(), async () => (await status()?.behind()) ?? null);
    readinessLog.note(readiness);
    return readiness;
  };
  const shared = {
    ...{ registry, callers, onDenied, isReady },
    health: { isReady, state: storeState, followed, disks: () => disks.get() },
    connections: { ...connections, slowClientMs: live.slowClientMs, drainMs: live.drainMs },
    logger: { level: logLevel, ...(logTo && { stream: logTo }) },
  };
  let checkAccess = (): void => undefined;
  const app: FastifyInstance = await createApp({
    schema,
    operations,
    ...counting,
    documents,
    contextOf,
    answers,
    isUpToDate: ({ snapshot }) => servicesNow()?.snapshots.isNewest(snapshot) ?? false,
    // The cause of a masked error is logged where the request is known (reportFailures).
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    documentLimits,
    bodyLimit: limits.bodyBytes,
    mutationBodyLimit: limits.mutationBytes,
    closedSessionMaxAge: http.closedSessionMaxAge,
    allowedOrigins: pageOrigins,
    trustedHosts: ownHosts(host, http.trustedHosts),
    trustedProxies,
    basePath: http.basePath,
    keys,
    sessions,
    accessMode: mode,
    onAccessChange: (check) => (checkAccess = check),
    ...shared,
    // In open mode, any caller could read them through a proxy.
    servesMetrics: metricsPort === null && isLoopback(host) && trustedProxies.length === 0,
    live: role === 'worker' ? null : subscribers,
    downloads: { folder: configuredFolder(settings).path, services },
    documentServices: services,
    isProduction: nodeEnv === 'production',
    pool: () => poolOf(state()),
  });
  const minutes = new OperationMinutes(counting.counts.total, () => poolOf(state()));
  app.addHook('onReady', async () => minutes.start());
  app.addHook('onClose', () => minutes.stop());
  const metricsApp = metricsPort === null ? null : createMetricsApp({ ...shared, listensOn: metricsHost });
  const unavailableLog = new UnavailableLog(app.log);
  const uncountedLog = new UnavailableLog(
    app.log,
    'operations are counted by this process alone because the database cannot count them',
  );
  return {
    app,
    schema,
    metricsApp,
    startOperation,
    forgetAnswers: () => answers.clear(),
    checkAccess: () => checkAccess(),
  };
}

function rulesWithin(limits: Limits): readonly ValidationRule[] {
  return [
    maxDepth(limits.depth),
    maxAliases(limits.aliases),
    maxRootFields(limits.rootFields),
    maxDirectives(limits.directives),
    maxSelections(MOST_SELECTIONS),
    maxReadsInARow(MOST_READS_IN_A_ROW),
    MaxIntrospectionDepthRule,
  ];
}
