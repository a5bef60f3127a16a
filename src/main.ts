import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { DestinationStream } from 'pino';
import { backoffMs } from './async/backoff.js';
import { createApi } from './api.js';
import type { ApiState } from './apiState.js';
import { isPassing } from './database/isPassing.js';
import { openDatabase, type OpenDatabase } from './database/openDatabase.js';
import { startRescores } from './runs/queue/startRescores.js';
import { loadSetup } from './runs/scoringSetup.js';
import { serveMethod } from './runs/serveMethod.js';
import { seedSample } from './runs/seedSample.js';
import { servicesOf, startServices, stopServices } from './services.js';
import type { Settings } from './settings.js';
import { UserError } from './userError.js';

const RESTART = { firstMs: 500, longestMs: 5_000 };

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
  let state: ApiState = { phase: 'the database is being opened' };
  const { app, forgetAnswers } = await createApi({ settings, state: () => state, logTo });
  const url = await app.listen({ port: settings.port, host: settings.host }).catch(async (error: unknown) => {
    await app.close();
    throw listenError(error as NodeJS.ErrnoException, settings);
  });

  const stopping = new AbortController();
  /** What ends what was begun. */
  const begun: (() => Promise<void>)[] = [];
  const endAll = async () => {
    for (const end of begun.splice(0).reverse()) await end();
  };
  const start = async (): Promise<OpenDatabase> => {
    state = { phase: 'the database is being opened' };
    const database = await open(settings, app.log, stopping.signal);
    begun.push(database.close);
    const former = await serveMethod(database.pool, setup.method, stopping.signal);
    if (former !== null) {
      app.log.warn({ former, method: setup.method.name }, 'the store serves another method from now on');
    }
    if (settings.databaseUrl === undefined) {
      state = { phase: 'the sample market is being imported and scored' };
      await seedSample(database.pool, setup, app.log, stopping.signal);
    }
    const services = servicesOf(database, setup, settings, (error) =>
      app.log.warn({ err: error }, 'the log of scores or the runs could not be read; they will be again'),
    );
    services.snapshots.onCommit(forgetAnswers);
    if (settings.role !== 'worker') {
      begun.push(() => stopServices(services));
      await startServices(services);
    }
    if (settings.role !== 'api') {
      const rescores = await startRescores(database, setup, app.log);
      begun.push(rescores.stop);
    }
    state = { services };
    app.log.info({ database: database.description }, 'ready');
    return database;
  };
  const startedOnce = async (): Promise<OpenDatabase> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await start();
      } catch (error) {
        await endAll();
        // A server of our own that ends does not come back.
        if (settings.databaseUrl === undefined || stopping.signal.aborted || !isPassing(error)) throw error;
        const { message: reason } = error as Error;
        app.log.warn({ reason }, 'the database went away while the service started, which begins again');
        await wait(backoffMs(attempt, RESTART), undefined, { signal: stopping.signal });
      }
    }
  };
  const started = startedOnce();
  const ready = started.then(() => undefined);
  const ended = started.then((database) => database.ended);
  // Whoever starts the service awaits them, maybe later.
  ready.catch(() => undefined);
  ended.catch(() => undefined);
  return {
    url,
    ready,
    ended,
    stop: async () => {
      stopping.abort();
      if ('services' in state) state = { ...state, isStopping: true };
      // Running requests still read, and subscribers are told to come back.
      await app.close();
      await ready.catch(() => undefined);
      state = { phase: 'the service is stopping' };
      await endAll();
    },
  };
}

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

function listenError(error: NodeJS.ErrnoException, { port, host }: Settings): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(`Port ${port} on ${host} is taken: name another one by PORT, or stop what uses it.`);
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new UserError(`Cannot listen on ${host}, port ${port} (${error.code}): fix HOST or PORT.`);
  }
  return error;
}
