import type { FastifyInstance } from 'fastify';
import { MaxIntrospectionDepthRule } from 'graphql';
import type { DestinationStream } from 'pino';
import { Books } from './books/bookCache.js';
import { Snapshots } from './books/snapshots.js';
import type { Database } from './database/database.js';
import { codedError } from './graphql/codedError.js';
import { createContext, type Services } from './graphql/context.js';
import { formatError } from './graphql/errors.js';
import { CostBuckets } from './graphql/limits/costBuckets.js';
import { DatabaseRateLimitStore } from './graphql/limits/databaseRateLimitStore.js';
import { maxAliases } from './graphql/limits/maxAliases.js';
import { maxDepth } from './graphql/limits/maxDepth.js';
import { maxDirectives } from './graphql/limits/maxDirectives.js';
import { maxRootFields } from './graphql/limits/maxRootFields.js';
import { RateLimits } from './graphql/limits/rateLimit.js';
import { MemoryRateLimitStore } from './graphql/limits/rateLimitStore.js';
import { maxReadsInARow } from './graphql/limits/readsInARow.js';
import { createStartOperation } from './graphql/live/createStartOperation.js';
import type { StartOperation } from './graphql/live/startOperation.js';
import { Documents } from './graphql/operation/documents.js';
import { inTime } from './graphql/operation/inTime.js';
import { Operations } from './graphql/operation/operations.js';
import { buildGreyoakSchema } from './graphql/schema.js';
import { createApp } from './http/app.js';
import { cachedAnswers } from './http/cachedAnswers.js';
import type { Readiness } from './http/health.js';
import { DocumentLimits } from './http/documentLimits.js';
import { noSubscriptions } from './http/noSubscriptions.js';
import { readPersistedOperations } from './http/persistedOperations.js';
import { storedEventLog } from './live/eventLog.js';
import { LiveScores } from './live/liveScores.js';
import { RunWatcher } from './live/runWatcher.js';
import { Rescores } from './runs/rescores.js';
import { Recomputer } from './runs/recomputer.js';
import type { ScoringSetup } from './runs/scoringSetup.js';
import type { Limits, Settings } from './settings.js';

/** Two of them, and the books, are the three statements that an operation takes at most. */
const MOST_READS_IN_A_ROW = 2;

const DAY_MS = 86_400_000;

/** For results of subscriptions: nobody asks for each, and what is computed for one is kept for all. */
const UNLIMITED: Services['rateLimits'] = { take: async () => undefined };

/** What the API stands on: services, or what it still waits for. */
export type ApiState =
  | { readonly phase: string }
  | {
      readonly services: Services;
      /** It still answers, and wants no more. */ readonly isStopping?: boolean;
    };

export interface ApiOptions {
  readonly settings: Pick<Settings, 'http' | 'limits' | 'live' | 'logLevel' | 'nodeEnv' | 'role'>;
  readonly state: () => ApiState;
  /** Where log lines go; standard output where it is left out. */
  readonly logTo?: DestinationStream | undefined;
}

export interface Api {
  /** Not listening yet. */
  readonly app: FastifyInstance;
  /** Executes operations that come over sockets and event streams. */
  readonly startOperation: StartOperation;
  /** To be called at each commit: what was answered until then is not sent again. */
  readonly forgetAnswers: () => void;
}

/**
 * The HTTP server over the schema, with its limits.
 *
 * @throws UserError for settings that cannot be used
 */
export async function createApi({ settings, state, logTo }: ApiOptions): Promise<Api> {
  const { http, limits, live, logLevel, nodeEnv, role } = settings;
  const schema = buildGreyoakSchema();
  const answers = cachedAnswers(http.cacheBytes);
  const buckets = new CostBuckets({ capacity: limits.costBucket, perSecond: limits.costPerSecond });
  const operations = new Operations(schema, buckets, {
    maxCost: limits.cost,
    maxEventCost: limits.eventCost,
    timeoutMs: limits.operationTimeoutMs,
  });
  const documentLimits = new DocumentLimits(
    limits.tokens,
    http.persistedOperations === undefined ? null : readPersistedOperations(http.persistedOperations, schema),
  );
  const validationRules = [
    maxDepth(limits.depth),
    maxAliases(limits.aliases),
    maxRootFields(limits.rootFields),
    maxDirectives(limits.directives),
    maxReadsInARow(MOST_READS_IN_A_ROW),
    MaxIntrospectionDepthRule,
  ];
  const services = (): Services => {
    const current = state();
    if ('services' in current) return current.services;
    throw codedError(
      'OVERLOADED',
      `Not ready yet: ${current.phase}. Ask again in a moment; /health/ready tells when.`,
      { status: 503, retryAfter: 1 },
    );
  };
  const contextOf = (caller: string) =>
    inTime(limits.operationTimeoutMs, async () => createContext(services(), caller));
  const cursor = () => services().live.cursorAt(services().live.position);
  const startOperation = createStartOperation({
    schema,
    documents: new Documents(schema, validationRules),
    operations,
    documentOf: (request, caller) =>
      documentLimits.documentOf(request, (reading) => operations.chargeReading(caller, reading)),
    contextOf,
    contextOfEvents: async (mayBeOutdated) => {
      const current = { ...services(), rateLimits: UNLIMITED };
      return createContext(current, 'events', mayBeOutdated ? current.snapshots.last : null);
    },
    cursor,
    onFailure: (error, requestId) => app.log.error({ err: error, requestId }, 'operation failed'),
  });
  const app: FastifyInstance = await createApp({
    schema,
    operations,
    contextOf: ({ caller }) => contextOf(caller),
    answers,
    isUpToDate: ({ snapshot }) => {
      const current = state();
      return 'services' in current && current.services.snapshots.isNewest(snapshot);
    },
    // What is behind a masked error is logged where the request is known.
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    validationRules: [...validationRules, noSubscriptions],
    documentLimits,
    bodyLimit: limits.bodyBytes,
    mutationBodyLimit: limits.mutationBytes,
    closedSessionMaxAge: http.closedSessionMaxAge,
    allowedOrigins: http.allowedOrigins,
    trustedHosts: http.trustedHosts,
    trustedProxies: http.trustedProxies,
    isReady: () => readiness(state()),
    live:
      role === 'worker'
        ? null
        : {
            start: startOperation,
            cursor,
            isReady: () => {
              const current = state();
              return 'services' in current && current.isStopping !== true;
            },
            limits: live,
            pace: { stopMs: live.drainMs },
          },
    isProduction: nodeEnv === 'production',
    logger: { level: logLevel, ...(logTo && { stream: logTo }) },
    pool: poolCounts(state),
  });
  return { app, startOperation, forgetAnswers: () => answers.clear() };
}

/** What the API reads, over an open database. */
export function servicesOf(
  database: Database,
  setup: ScoringSetup,
  { limits, live }: Pick<Settings, 'limits' | 'live'>,
  onFailure: (error: Error) => void = () => undefined,
): Services {
  // What several wait for ends by itself, after they were told.
  const timeoutMs = limits.operationTimeoutMs + 250;
  const books = new Books(database, { timeoutMs });
  const liveScores = new LiveScores(storedEventLog(database), {
    retentionMs: live.retentionDays * DAY_MS,
    ringSize: live.ringEvents,
    slow: { bytes: live.slowClientBytes, ms: live.slowClientMs },
    onFailure,
  });
  const runWatcher = new RunWatcher(database, onFailure);
  const snapshots = new Snapshots(database, books, {
    timeoutMs,
    onEvents: (position) => liveScores.hint(position),
  });
  snapshots.onCommit(() => runWatcher.hint());
  return {
    database,
    books,
    snapshots,
    live: liveScores,
    runWatcher,
    recomputer: new Recomputer(database, { timeoutMs }),
    rateLimits: rateLimitsOf(database, limits),
    rescores: new Rescores(database.pool, setup),
    maxPage: limits.page,
    ...setup,
  };
}

/** Begins to hear of commits, and to follow the log. */
export async function startServices({ snapshots, live }: Services): Promise<void> {
  await snapshots.start();
  await snapshots.newest();
  await live.start();
}

export async function stopServices({ snapshots, live, runWatcher }: Services): Promise<void> {
  await live.stop();
  await runWatcher.stop();
  await snapshots.stop();
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

async function readiness(state: ApiState): Promise<Readiness> {
  if (!('services' in state)) return { ready: false, reason: state.phase };
  if (state.isStopping) return { ready: false, reason: 'the service is stopping' };
  const { pool } = state.services.database;
  return pool.query('SELECT 1').then(
    () => ({ ready: true as const }),
    (error: Error) => ({ ready: false as const, reason: `the database does not answer (${error.name})` }),
  );
}

/** Of the pool, once there is one. */
function poolCounts(state: () => ApiState) {
  const pool = () => {
    const current = state();
    return 'services' in current ? current.services.database.pool : null;
  };
  return {
    get totalCount() {
      return pool()?.totalCount ?? 0;
    },
    get idleCount() {
      return pool()?.idleCount ?? 0;
    },
    get waitingCount() {
      return pool()?.waitingCount ?? 0;
    },
  };
}
