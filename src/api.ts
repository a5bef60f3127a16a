import type { FastifyInstance } from 'fastify';
import { MaxIntrospectionDepthRule, type ValidationRule } from 'graphql';
import type { DestinationStream } from 'pino';
import type { Caller } from './access/caller.js';
import { poolOf, readinessOf, requireServices, takesSubscribers, type ApiState } from './apiState.js';
import { createContext, type Services } from './graphql/context.js';
import { formatError } from './graphql/errors.js';
import { CostBuckets } from './graphql/limits/costBuckets.js';
import { maxAliases } from './graphql/limits/maxAliases.js';
import { maxDepth } from './graphql/limits/maxDepth.js';
import { maxDirectives } from './graphql/limits/maxDirectives.js';
import { maxRootFields } from './graphql/limits/maxRootFields.js';
import { maxReadsInARow } from './graphql/limits/maxReadsInARow.js';
import { maxSelections } from './graphql/limits/maxSelections.js';
import { MOST_SELECTIONS } from './graphql/limits/walkFields.js';
import { createStartOperation } from './graphql/operation/createStartOperation.js';
import type { StartOperation } from './graphql/operation/startOperation.js';
import { Documents } from './graphql/operation/documents.js';
import { inTime } from './graphql/operation/inTime.js';
import { Operations } from './graphql/operation/operations.js';
import { buildGreyoakSchema } from './graphql/schema.js';
import { createApp, type AppOptions } from './http/app.js';
import { keptAnswers } from './http/keptAnswers.js';
import { DocumentLimits } from './http/documentLimits.js';
import { noSubscriptions } from './http/noSubscriptions.js';
import { readPersistedOperations } from './http/persistedOperations.js';
import type { Limits, Settings } from './settings.js';

/** With the one that reads the books, an operation sends at most three statements one after the other. */
const MOST_READS_IN_A_ROW = 2;

/** The results of a subscription are not counted one by one: they are computed once for all subscribers. */
const UNLIMITED: Services['rateLimits'] = { take: async () => undefined };

export interface ApiOptions {
  readonly settings: Pick<Settings, 'http' | 'limits' | 'live' | 'logLevel' | 'nodeEnv' | 'role'>;
  readonly state: () => ApiState;
  /** Where log lines go; standard output where it is left out. */
  readonly logTo?: DestinationStream | undefined;
}

export interface Api {
  /** The server, not yet listening. */
  readonly app: FastifyInstance;
  /** Executes operations that are sent over sockets and event streams. */
  readonly startOperation: StartOperation;
  /** Forgets the kept answers. To be called at each commit, after which they may be outdated. */
  readonly forgetAnswers: () => void;
}

/**
 * Makes the HTTP server over the schema: the operations and their limits, what executes them over sockets and streams,
 * and the app that serves both.
 *
 * @param options.state returns what the API stands on at the moment; it is asked for each request
 * @throws UserError for settings that cannot be used
 */
export async function createApi({ settings, state, logTo }: ApiOptions): Promise<Api> {
  const { http, limits, live, logLevel, nodeEnv, role } = settings;
  const schema = buildGreyoakSchema();
  const answers = keptAnswers(http.cacheBytes);
  const buckets = new CostBuckets({ capacity: limits.costBucket, perSecond: limits.costPerSecond });
  const operations = new Operations(schema, buckets, {
    maxCost: limits.cost,
    maxEventCost: limits.eventCost,
    maxAnswerBytes: limits.answerBytes,
    timeoutMs: limits.operationTimeoutMs,
  });
  const validationRules = rulesWithin(limits);
  const documents = new Documents({ schema, rules: validationRules, maxTokens: limits.tokens });
  const documentLimits = new DocumentLimits(
    documents,
    http.persistedOperations === undefined ? null : readPersistedOperations(http.persistedOperations, schema),
  );
  const services = () => requireServices(state());
  const contextOf = (caller: Caller) =>
    inTime(limits.operationTimeoutMs, async () => createContext(services(), caller));
  const cursor = () => services().logs.cursor;
  const startOperation = createStartOperation({
    schema,
    documents,
    operations,
    documentOf: (request, caller) =>
      documentLimits.documentOf(request, (points) => operations.chargeReading(caller, points)),
    contextOf,
    contextOfEvents: async (caller, mayBeOutdated) => {
      const current = { ...services(), rateLimits: UNLIMITED };
      return createContext(current, caller, mayBeOutdated ? current.snapshots.last : null);
    },
    cursor,
    onFailure: (error, requestId, { name }) =>
      app.log.error({ err: error, requestId, caller: name }, 'operation failed'),
  });
  const subscribers: AppOptions['live'] = {
    start: startOperation,
    cursor,
    isReady: () => takesSubscribers(state()),
    limits: live,
    pace: { stopMs: live.drainMs },
  };
  const app: FastifyInstance = await createApp({
    schema,
    operations,
    documents,
    contextOf,
    answers,
    isUpToDate: ({ snapshot }) => {
      const current = state();
      return 'services' in current && current.services.snapshots.isNewest(snapshot);
    },
    // The cause of a masked error is logged where the request is known (reportFailures).
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    validationRules: [...validationRules, noSubscriptions],
    documentLimits,
    bodyLimit: limits.bodyBytes,
    mutationBodyLimit: limits.mutationBytes,
    closedSessionMaxAge: http.closedSessionMaxAge,
    allowedOrigins: http.allowedOrigins,
    trustedHosts: http.trustedHosts,
    trustedProxies: http.trustedProxies,
    isReady: () => readinessOf(state()),
    live: role === 'worker' ? null : subscribers,
    isProduction: nodeEnv === 'production',
    logger: { level: logLevel, ...(logTo && { stream: logTo }) },
    pool: () => poolOf(state()),
  });
  return { app, startOperation, forgetAnswers: () => answers.clear() };
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
