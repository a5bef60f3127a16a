import type { FastifyInstance } from 'fastify';
import { MaxIntrospectionDepthRule } from 'graphql';
import type { DestinationStream } from 'pino';
import { Books } from './books/bookCache.js';
import { Snapshots } from './books/snapshots.js';
import type { Database } from './database/database.js';
import { codedError } from './graphql/codedError.js';
import { createContext, type Services } from './graphql/context.js';
import { formatError } from './graphql/errors.js';
import { knownOperations } from './graphql/knownOperations.js';
import { CostBuckets } from './graphql/limits/costBuckets.js';
import { DatabaseRateLimitStore } from './graphql/limits/databaseRateLimitStore.js';
import { maxAliases } from './graphql/limits/maxAliases.js';
import { maxDepth } from './graphql/limits/maxDepth.js';
import { maxDirectives } from './graphql/limits/maxDirectives.js';
import { maxRootFields } from './graphql/limits/maxRootFields.js';
import { RateLimits } from './graphql/limits/rateLimit.js';
import { MemoryRateLimitStore } from './graphql/limits/rateLimitStore.js';
import { maxReadsInARow } from './graphql/limits/readsInARow.js';
import { inTime } from './graphql/operation/inTime.js';
import { Operations } from './graphql/operation/operations.js';
import { buildGreyoakSchema } from './graphql/schema.js';
import { createApp } from './http/app.js';
import { cachedAnswers } from './http/cachedAnswers.js';
import type { Readiness } from './http/health.js';
import { readPersistedOperations } from './http/persistedOperations.js';
import { Recomputer } from './runs/recomputer.js';
import type { ScoringSetup } from './runs/scoringSetup.js';
import type { Limits, Settings } from './settings.js';

/** Two of them, and the books, are the three statements that an operation takes at most. */
const MOST_READS_IN_A_ROW = 2;

/** What the API stands on: services, or what it still waits for. */
export type ApiState = { readonly phase: string } | { readonly services: Services };

export interface ApiOptions {
  readonly settings: Pick<Settings, 'http' | 'limits' | 'logLevel' | 'nodeEnv'>;
  readonly state: () => ApiState;
  /** Where log lines go; standard output where it is left out. */
  readonly logTo?: DestinationStream | undefined;
}

export interface Api {
  /** Not listening yet. */
  readonly app: FastifyInstance;
  /** To be called at each commit: what was answered until then is not sent again. */
  readonly forgetAnswers: () => void;
}

/**
 * The HTTP server over the schema, with its limits.
 *
 * @throws UserError for settings that cannot be used
 */
export async function createApi({ settings, state, logTo }: ApiOptions): Promise<Api> {
  const { http, limits, logLevel, nodeEnv } = settings;
  const schema = buildGreyoakSchema();
  const answers = cachedAnswers(http.cacheBytes);
  const buckets = new CostBuckets({ capacity: limits.costBucket, perSecond: limits.costPerSecond });
  const app = await createApp({
    schema,
    operations: new Operations(schema, buckets, {
      maxCost: limits.cost,
      timeoutMs: limits.operationTimeoutMs,
    }),
    contextOf: async ({ caller }) => {
      const current = state();
      if ('services' in current) {
        const { services } = current;
        return inTime(limits.operationTimeoutMs, () => createContext(services, caller));
      }
      throw codedError(
        'OVERLOADED',
        `Not ready yet: ${current.phase}. Ask again in a moment; /health/ready tells when.`,
        { status: 503, retryAfter: 1 },
      );
    },
    answers,
    isUpToDate: ({ snapshot }) => {
      const current = state();
      return 'services' in current && current.services.snapshots.isNewest(snapshot);
    },
    // What is behind a masked error is logged where the request is known.
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    validationRules: [
      knownOperations,
      maxDepth(limits.depth),
      maxAliases(limits.aliases),
      maxRootFields(limits.rootFields),
      maxDirectives(limits.directives),
      maxReadsInARow(MOST_READS_IN_A_ROW),
      MaxIntrospectionDepthRule,
    ],
    maxTokens: limits.tokens,
    bodyLimit: limits.bodyBytes,
    closedSessionMaxAge: http.closedSessionMaxAge,
    persistedOperations:
      http.persistedOperations === undefined
        ? null
        : readPersistedOperations(http.persistedOperations, schema),
    allowedOrigins: http.allowedOrigins,
    trustedHosts: http.trustedHosts,
    trustedProxies: http.trustedProxies,
    isReady: () => readiness(state()),
    isProduction: nodeEnv === 'production',
    logger: { level: logLevel, ...(logTo && { stream: logTo }) },
    pool: poolCounts(state),
  });
  return { app, forgetAnswers: () => answers.clear() };
}

/** What the API reads, over an open database. */
export function servicesOf(
  database: Database,
  { method, methodDocument, sectors }: Pick<ScoringSetup, 'method' | 'methodDocument' | 'sectors'>,
  limits: Limits,
): Services {
  // What several wait for ends by itself, after they were told.
  const timeoutMs = limits.operationTimeoutMs + 250;
  const books = new Books(database, { timeoutMs });
  return {
    database,
    books,
    snapshots: new Snapshots(database, books, { timeoutMs }),
    recomputer: new Recomputer(database, { timeoutMs }),
    rateLimits: rateLimitsOf(database, limits),
    maxPage: limits.page,
    method,
    methodDocument,
    sectors,
  };
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
