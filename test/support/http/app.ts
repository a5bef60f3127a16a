import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { ALL_RIGHTS } from '../../../src/access/caller.js';
import { resolveCaller, type CallerOf, type CallerOptions } from '../../../src/http/resolveCaller.js';
import { NO_HEALTH } from './noHealth.js';
import { NO_KEYS } from './noKeys.js';
import { NO_SESSIONS } from './noSessions.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { CostBuckets } from '../../../src/graphql/limits/costBuckets.js';
import { MemoryQuotaStore } from '../../../src/graphql/limits/memoryQuotaStore.js';
import { OperationQuotas } from '../../../src/graphql/limits/operationQuotas.js';
import { OperationCounts } from '../../../src/graphql/operation/operationCounts.js';
import type { StartOperation } from '../../../src/graphql/operation/startOperation.js';
import { Documents } from '../../../src/graphql/operation/documents.js';
import { Operations } from '../../../src/graphql/operation/operations.js';
import { createApp, type AppOptions } from '../../../src/http/app.js';
import { keptAnswers } from '../../../src/http/keptAnswers.js';
import { DocumentLimits } from '../../../src/http/documentLimits.js';
import { readSettings } from '../../../src/settings.js';
import { stubContext } from '../graphql/stubContext.js';

/** What `failure` fails with: nothing of it may reach a client. */
export const SECRET = 'connection to /var/run/postgres.sock as greyoak refused';

const text = new GraphQLNonNull(GraphQLString);

/** `greeting`, the caller that the context was made for, and a field that fails. */
export const SCHEMA = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, GraphqlContext>({
    name: 'Query',
    description: 'A schema of three fields.',
    fields: {
      greeting: { type: text, description: 'Always "hello".', resolve: () => 'hello' },
      caller: { type: text, resolve: (_source, _args, { caller }) => caller.name },
      failure: {
        type: GraphQLString,
        resolve: () => {
          throw new Error(SECRET);
        },
      },
    },
  }),
});

const { connections, http, limits, live, quotas } = readSettings({});

const refuseAll: StartOperation = (_request, _caller, sink) => {
  sink.fail([{ message: 'nothing is executed here' }]);
  return { resume: () => undefined, stop: () => undefined };
};

/** What an operation of the small schema costs: nothing is read, and the least is one point. */
export const COST = {
  requested: 1,
  actual: 1,
  bucket: limits.costBucket,
};

type Access = Omit<CallerOptions, 'trustedProxies' | 'allowedOrigins' | 'sessions'> &
  Partial<Pick<CallerOptions, 'sessions'>>;

/** Anonymous callers may do everything, also through proxies. */
const FOR_ALL: Access = {
  mode: () => 'closed',
  keys: () => NO_KEYS,
  anonymous: ALL_RIGHTS,
};

/** Options of an app, in which callers are made from what they are known by. */
export interface AppWith extends Partial<Omit<AppOptions, 'callers' | 'keys' | 'sessions'>> {
  readonly access?: Access;
  readonly callerOf?: CallerOf;
}

const open: FastifyInstance[] = [];

/** An app over the small schema with the usual limits, silent and ready; `closeApps` closes it. */
export async function appWith({
  access = FOR_ALL,
  callerOf,
  ...options
}: AppWith = {}): Promise<FastifyInstance> {
  const { schema = SCHEMA, allowedOrigins = [], trustedProxies = [] } = options;
  const { sessions = () => NO_SESSIONS } = access;
  const callers = resolveCaller({ ...access, sessions, allowedOrigins, trustedProxies });
  const documents = new Documents({ schema, rules: [], maxTokens: limits.tokens });
  const buckets = new CostBuckets({ capacity: limits.costBucket, perSecond: limits.costPerSecond });
  const app = await createApp({
    schema,
    documents,
    contextOf: async (caller) => ({ ...stubContext(), caller }),
    operations: new Operations(schema, buckets, {
      maxCost: limits.cost,
      maxEventCost: limits.eventCost,
      maxAnswerBytes: limits.answerBytes,
      timeoutMs: limits.operationTimeoutMs,
      anonymous: () => access.anonymous,
    }),
    quotas: new OperationQuotas({
      store: new MemoryQuotaStore(),
      anonymous: quotas.operationsPerMinuteAnonymous,
      known: quotas.operationsPerMinute,
      isClosed: () => false,
    }),
    counts: new OperationCounts(),
    answers: keptAnswers(http.cacheBytes),
    isUpToDate: () => false,
    formatError: (formatted) => formatted,
    documentLimits: new DocumentLimits(documents, null),
    closedSessionMaxAge: http.closedSessionMaxAge,
    bodyLimit: limits.bodyBytes,
    mutationBodyLimit: limits.mutationBytes,
    allowedOrigins: [],
    trustedHosts: [],
    trustedProxies: [],
    callers: { ...callers, ...(callerOf && { callerOf }) },
    keys: access.keys,
    sessions,
    connections: { ...connections, slowClientMs: live.slowClientMs, drainMs: live.drainMs },
    isReady: async () => ({ ready: true }),
    health: NO_HEALTH,
    registry: new Registry(),
    servesMetrics: true,
    live: { start: refuseAll, isReady: () => true, limits: live },
    downloads: {
      folder: '',
      services: () => {
        throw new Error('expected an app without downloads');
      },
    },
    documentServices: () => {
      throw new Error('expected an app without documents');
    },
    logger: { level: 'silent' },
    isProduction: true,
    ...options,
  });
  open.push(app);
  return app;
}

export async function closeApps(): Promise<void> {
  for (const app of open.splice(0)) await app.close();
}

/** A stream for the log of an app, and the lines so far. */
export function logOf(): { stream: { write(line: string): void }; lines: () => Record<string, unknown>[] } {
  const written: string[] = [];
  return {
    stream: { write: (line) => void written.push(line) },
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
