import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';
import type { DestinationStream } from 'pino';
import { Books } from './books/bookCache.js';
import type { Database } from './database/database.js';
import { openDatabase, type OpenDatabase } from './database/openDatabase.js';
import { createContext, type Services } from './graphql/context.js';
import { formatError } from './graphql/errors.js';
import { knownOperations } from './graphql/knownOperations.js';
import { maxDepth } from './graphql/maxDepth.js';
import { MethodStore } from './graphql/method/methodStore.js';
import { buildGreyoakSchema } from './graphql/schema.js';
import { createApp } from './http/app.js';
import type { Readiness } from './http/health.js';
import { Recomputer } from './runs/recomputer.js';
import { loadSetup, type ScoringSetup } from './runs/scoringSetup.js';
import { seedSample } from './runs/seedSample.js';
import type { Settings } from './settings.js';
import { UserError } from './userError.js';

/** A running service. */
export interface Service {
  /** Where it answers, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Resolves when it can do its work; rejects where it never will. */
  readonly ready: Promise<void>;
  /** Resolves with what happened when the database ends by itself. */
  readonly ended: Promise<string>;
  /** Takes no new requests, lets running ones end, and stops the database. */
  readonly stop: () => Promise<void>;
}

/**
 * Wires the service: HTTP answers at once (not ready), while the database is opened and, where it is the
 * embedded one and empty, the sample market is imported and scored.
 *
 * @throws UserError where the port is taken, or method or sector file cannot be used
 */
export async function startService(settings: Settings, logTo?: DestinationStream): Promise<Service> {
  const setup = await loadSetup();
  let state: State = { phase: 'the database is being opened' };
  const app = await createApp({
    schema: buildGreyoakSchema(),
    contextOf: () => {
      if ('services' in state) return createContext(state.services);
      throw new GraphQLError(
        `Not ready yet: ${state.phase}. Ask again in a moment; /health/ready tells when.`,
        {
          extensions: { code: 'OVERLOADED', http: { status: 503 } },
        },
      );
    },
    // What is behind a masked error is logged where the request is known.
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    validationRules: [maxDepth, knownOperations],
    isReady: () => readiness(state),
    isProduction: settings.nodeEnv === 'production',
    logger: { level: settings.logLevel, ...(logTo && { stream: logTo }) },
    pool: {
      get totalCount() {
        return 'services' in state ? state.services.database.pool.totalCount : 0;
      },
      get idleCount() {
        return 'services' in state ? state.services.database.pool.idleCount : 0;
      },
      get waitingCount() {
        return 'services' in state ? state.services.database.pool.waitingCount : 0;
      },
    },
  });
  const url = await app.listen({ port: settings.port, host: settings.host }).catch(async (error: unknown) => {
    await app.close();
    throw listenError(error as NodeJS.ErrnoException, settings);
  });

  const stopping = new AbortController();
  const opened = open(settings, app.log, stopping.signal);
  const ready = opened.then(async (database) => {
    if (settings.databaseUrl === undefined) {
      state = { phase: 'the sample market is being imported and scored' };
      await seedSample(database.pool, setup, app.log);
    }
    state = { services: servicesOf(database, setup) };
    app.log.info({ database: database.description }, 'ready');
  });
  const ended = opened.then((database) => database.ended);
  // Whoever starts the service awaits them, maybe later.
  ready.catch(() => undefined);
  ended.catch(() => undefined);
  return {
    url,
    ready,
    ended,
    stop: async () => {
      state = { phase: 'the service is stopping' };
      stopping.abort();
      await app.close();
      const database = await opened.catch(() => null);
      await ready.catch(() => undefined);
      await database?.close();
    },
  };
}

type State = { readonly phase: string } | { readonly services: Services };

function open(
  { databaseUrl: url, home }: Settings,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<OpenDatabase> {
  return openDatabase({
    url,
    home,
    signal,
    onWait: (attempt, error) => log.warn({ attempt, reason: error.message }, 'waiting for the database'),
  });
}

/** What the API reads, over an open database. */
export function servicesOf(database: Database, { method, methodDocument, sectors }: ScoringSetup): Services {
  return {
    database,
    books: new Books(database),
    methods: new MethodStore(database),
    recomputer: new Recomputer(database),
    method,
    methodDocument,
    sectors,
  };
}

async function readiness(state: State): Promise<Readiness> {
  if (!('services' in state)) return { ready: false, reason: state.phase };
  const { pool } = state.services.database;
  return pool.query('SELECT 1').then(
    () => ({ ready: true as const }),
    (error: Error) => ({ ready: false as const, reason: `the database does not answer (${error.name})` }),
  );
}

function listenError(error: NodeJS.ErrnoException, { port, host }: Settings): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(`Port ${port} on ${host} is taken: name another one by PORT, or stop what uses it.`);
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new UserError(`Cannot listen on ${host}, port ${port} (${error.code}): mend HOST or PORT.`);
  }
  return error;
}
