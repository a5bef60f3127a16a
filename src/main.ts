import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { DestinationStream } from 'pino';
import { addFirstAdministrator } from './access/signIn/firstAdministrator.js';
import { decideAccess, refuseUnsafeAccess, type AccessMode } from './access/decideAccess.js';
import { findAuthKey, refuseMissingAuthKey } from './access/findAuthKey.js';
import { backoffMs } from './async/backoff.js';
import { createApi } from './api.js';
import { accessModeOf, type ApiState } from './apiState.js';
import { isPassing } from './database/isPassing.js';
import { hasUsers } from './database/hasUsers.js';
import { openDatabase, type OpenDatabase } from './database/openDatabase.js';
import { storeError } from './database/storeError.js';
import { feedServicesOf, feedsOf } from './feedServicesOf.js';
import type { Services } from './graphql/context.js';
import { SchemaAsker } from './graphql/report/schemaAsker.js';
import { DocumentReader } from './companies/documents/reading/documentReader.js';
import { ReportWriter } from './companies/reports/files/reportWriter.js';
import { loadTemplates } from './companies/reports/template/loadTemplates.js';
import { TextThread } from './companies/documents/steps/textThread.js';
import { makeSampleDocuments } from './companies/documents/sample/makeSampleDocuments.js';
import { configuredDocuments } from './companies/documents/store/configuredDocuments.js';
import { queueOutdatedVectors } from './companies/documents/store/queueOutdatedVectors.js';
import { makeSampleReports } from './companies/reports/store/makeSampleReports.js';
import { Reports } from './companies/reports/store/reports.js';
import { configuredFolder } from './exports/configuredFolder.js';
import { encodeId } from './graphql/ids.js';
import { PORTFOLIO_IDS } from './graphql/portfolio/portfolio.js';
import { findTasks } from './jobs/findTasks.js';
import { JobAttempts } from './jobs/jobAttempts.js';
import { startWorkers } from './jobs/startWorkers.js';
import { applySessionQuorum } from './market/store/applySessionQuorum.js';
import { refuseSample } from './market/store/marketKind.js';
import { queueOutdated } from './runs/outdatedJob.js';
import { createRunServices } from './runs/runServices.js';
import { configuredSetup } from './runs/configuredSetup.js';
import { queueUnfilled } from './runs/queueUnfilled.js';
import { queueUnscored } from './runs/queueUnscored.js';
import { serveMethods } from './runs/serveMethods.js';
import { setupsOf } from './runs/setupsOf.js';
import { makeSamplePortfolio } from './portfolios/store/makeSamplePortfolio.js';
import { makeSampleRules } from './live/alerts/rules/makeSampleRules.js';
import { queueUnassessed } from './runs/risks/queueUnassessed.js';
import { sampleSetup } from './runs/sampleSetup.js';
import { scoreSample } from './runs/scoreSample.js';
import { seedSample } from './runs/seedSample.js';
import { servicesOf, startServices, stopServices } from './services.js';
import type { Settings } from './settings.js';
import { UserError } from './userError.js';
import { COMMIT, VERSION } from './version.js';

const RESTART = { firstMs: 500, longestMs: 5_000 };
/** The folder of the rooms, src/ or dist/, where tasks are found. */
const ROOMS = new URL('.//', import.meta.url);

/** A running service. */
export interface Service {
  /** The address at which it answers, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Resolves when the service can do its work; rejects if it never will. */
  readonly ready: Promise<void>;
  /** Resolves with the last output of the embedded database if that ends by itself. */
  readonly ended: Promise<string>;
  /** Who may use the service; it is closed until the store is read. */
  readonly access: () => AccessMode;
  /** The address of its metrics; null where they are not served. */
  readonly metricsUrl: string | null;
  /**
   * Takes no new requests, waits for the running ones, and closes the database.
   *
   * @param cause for the log, such as SIGTERM; may be left out
   */
  readonly stop: (cause?: string) => Promise<void>;
}

/**
 * Starts the service. HTTP answers at once, though not ready, while the database is opened. If the store is empty, and
 * SAMPLE does not say otherwise, a service with the embedded database imports and scores the sample market first, but not in
 * production.
 *
 * @throws UserError if the port is taken, the method file, sector file or file of feeds cannot be used, or access would be open to others
 */
export async function startService(settings: Settings, logTo?: DestinationStream): Promise<Service> {
  refuseUnsafeAccess(settings);
  refuseMissingAuthKey(settings);
  const configured = await configuredSetup(settings);
  const feeds = await feedsOf(settings, process.env);
  const tasks = await findTasks(ROOMS);
  const attempts = new JobAttempts();
  const reportTemplates = await loadTemplates();
  let state: ApiState = { phase: 'the database is being opened' };
  const { app, schema, metricsApp, forgetAnswers, checkAccess } = await createApi({
    settings,
    state: () => state,
    logTo,
    tasks: tasks.map(({ name }) => name),
    attempts,
  });
  const { nodeEnv, role } = settings;
  app.log.info({ version: VERSION, commit: COMMIT, node: process.version, role, nodeEnv }, 'starting');
  const where = {
    port: settings.port,
    host: settings.host,
    ...(role === 'worker' && {
      listenTextResolver: (address: string) => `Serving health and no API at ${address}`,
    }),
  };
  const url = await app.listen(where).catch(async (error: unknown) => {
    await app.close();
    throw listenError(error as NodeJS.ErrnoException, settings, '');
  });
  const { metricsPort: port, metricsHost } = settings;
  let metricsUrl = app.hasRoute({ method: 'GET', url: '/metrics' }) ? `${url}/metrics` : null;
  if (metricsApp !== null && port !== null) {
    const base = await metricsApp.listen({ port, host: metricsHost }).catch(async (error: unknown) => {
      await app.close();
      throw listenError(error as NodeJS.ErrnoException, { port, host: metricsHost }, 'METRICS_');
    });
    metricsUrl = `${base}/metrics`;
  }

  const stopping = new AbortController();
  /** Ends each part that was started, in reverse order. */
  const begun: (() => Promise<void>)[] = [];
  const endAll = async () => {
    for (const end of begun.splice(0).reverse()) await end();
  };
  let opened: OpenDatabase | undefined;
  const start = async (): Promise<OpenDatabase> => {
    state = { phase: 'the database is being opened' };
    const database = (opened = await open(settings, app.log, stopping.signal));
    begun.push(database.close);
    if (database.migrated !== null) app.log.info(database.migrated, 'migrated');
    if (database.isOwner) {
      app.log.warn(
        'the user of DATABASE_URL owns the schema, so that a fault of the service could change every row: give it a role ' +
          'of its own with "greyoak migrate --role NAME" (docs/deployment.md)',
      );
    }
    const isProduction = nodeEnv === 'production';
    const seeds = settings.sample ?? (settings.databaseUrl === undefined && !isProduction);
    const setup = await sampleSetup(database.jobs, configured, settings, seeds);
    const methods = setupsOf(setup).map(({ method }) => method);
    const scored = methods.map(({ name }) => name);
    const former = await serveMethods(database.jobs, methods, stopping.signal);
    if (former !== null) {
      app.log.warn({ former, method: setup.method.name }, 'the store serves another method from now on');
    }
    await applySessionQuorum(database.jobs, setup.sessionQuorum, queueOutdated);
    if (seeds) {
      state = { phase: 'the sample market is being imported and scored' };
      const isNew = await seedSample(database.jobs, setup, app.log, stopping.signal);
      if (isNew) {
        await makeSampleRules(database.jobs);
        await makeSamplePortfolio(database);
        // Those of the built-in user are made only while access is open.
        if (decideAccess(settings, await hasUsers(database)).mode === 'open') {
          await makeSampleReports(database, new Reports(database, setup.sectors), (id) =>
            encodeId(PORTFOLIO_IDS, id),
          );
        }
        await makeSampleDocuments(database.jobs, configuredDocuments(settings));
        for (const other of setupsOf(setup).slice(1)) {
          await scoreSample(database.jobs, other, app.log, stopping.signal);
        }
      }
    } else if (isProduction) await refuseSample(database.jobs);
    if (await queueUnscored(database.jobs, methods)) {
      app.log.info({ scored }, 'sessions without scores of a method are scored, the newest first');
    }
    if (await queueUnfilled(database.jobs)) {
      app.log.info('columns of features that a migration added are filled');
    }
    if (await queueUnassessed(database.jobs, setup.risk.method)) {
      app.log.info('sessions without risks are assessed, the newest first');
    }
    const authKey = await findAuthKey(settings);
    const services = servicesOf(database, setup, settings, {
      authKey,
      feeds,
      onFailure: (error) =>
        app.log.warn(
          { err: error },
          'could not read the log of scores, the runs, the API keys or the user sessions, or write the audit; trying again',
        ),
      onHead: ({ seq, hash }) => app.log.info({ seq, hash: hash.toString('hex') }, 'audit head'),
    });
    const { auditChain, documentFiles, embedder, solver } = services;
    begun.push(() => solver.close());
    begun.push(() => embedder.close());
    begun.push(() => auditChain.stop());
    await auditChain.start();
    services.snapshots.onCommit(forgetAnswers);
    services.keys.onChange(checkAccess);
    services.sessionRing.onChange(checkAccess);
    if (settings.role !== 'worker') {
      begun.push(() => stopServices(services));
      await startServices(services);
    }
    if (settings.role !== 'api') {
      const timeoutMs = settings.documents.readSeconds * 1_000;
      const documentReader = new DocumentReader({ timeoutMs });
      begun.push(() => documentReader.close());
      const textThread = new TextThread({ timeoutMs });
      begun.push(() => textThread.close());
      const outdated = await queueOutdatedVectors(database.jobs, embedder.model);
      if (outdated > 0)
        app.log.info({ outdated, model: embedder.model }, 'documents get vectors of another model');
      const reportWriter = new ReportWriter();
      begun.push(() => reportWriter.close());
      const asker = new SchemaAsker({
        schema,
        services,
        accessMode: async () => decideAccess(settings, await hasUsers(database)).mode,
      });
      const forTasks = {
        ...{ documentFiles, documentReader, textThread, embedder },
        ...{ asker, reportTemplates, reportWriter },
        ...createRunServices(setup),
        exportFolder: configuredFolder(settings),
        exportHours: settings.exports.hours,
        feeds: feedServicesOf(database.jobs, feeds, settings, process.env),
        webhooks: { authKey, settings: settings.webhooks },
        rebalancing: { solver, costs: setup.costs },
      };
      const workers = await startWorkers({ pool: database.jobs }, tasks, app.log, {
        services: forTasks,
        attempts,
      });
      begun.push(workers.stop);
    }
    if (await addFirstAdministrator(database, settings.access)) {
      app.log.info('the administrator of ADMIN_EMAIL was added: unset ADMIN_PASSWORD');
    }
    const access = decideAccess(settings, await hasUsers(database));
    stopping.signal.throwIfAborted();
    app.log.info({ access: access.mode, reason: access.reason }, 'access is decided');
    state = { services, access: access.mode };
    if (access.mode === 'open') services.keys.onChange(() => void closeToStrangers(database, services));
    database.share();
    app.log.info({ database: database.description }, 'ready');
    return database;
  };
  /** Closes a service that is open because its store has no user as soon as it has one, whichever process adds it. */
  const closeToStrangers = async (database: OpenDatabase, services: Services): Promise<void> => {
    try {
      const { mode, reason } = decideAccess(settings, await hasUsers(database));
      if (!('services' in state) || state.services !== services || state.access === mode) return;
      state = { ...state, access: mode };
      app.log.info({ access: mode, reason }, 'access is closed from now on');
      checkAccess();
    } catch (error) {
      app.log.warn({ err: error }, 'could not look for users; trying again at the next change');
    }
  };
  const startedOnce = async (): Promise<OpenDatabase> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await start();
      } catch (error) {
        // Nothing restarts the embedded server, so another attempt could not succeed.
        const isLast = settings.databaseUrl === undefined || stopping.signal.aborted || !isPassing(error);
        const told = isLast ? await storeError(error as Error, opened) : null;
        await endAll();
        if (told !== null) throw told;
        const { message: reason } = error as Error;
        app.log.warn({ reason }, 'the database went away during the start; starting again');
        await wait(backoffMs(attempt, RESTART), undefined, { signal: stopping.signal });
      }
    }
  };
  const started = startedOnce();
  const ready = started.then(() => undefined);
  const ended = started.then((database) => database.ended);
  // The caller may await them later; until then a rejection must not end the process.
  ready.catch(() => undefined);
  ended.catch(() => undefined);
  const stop = async (cause: string | undefined): Promise<void> => {
    app.log.info({ cause }, 'stopping');
    const begunAt = performance.now();
    stopping.abort();
    if ('services' in state) state = { ...state, isStopping: true };
    // Running requests still read the database, and subscribers are told to reconnect.
    await app.close();
    await ready.catch(() => undefined);
    state = { phase: 'the service is stopping' };
    await endAll();
    // Last, so that the stop can be watched.
    await metricsApp?.close();
    app.log.info({ ms: Math.round(performance.now() - begunAt) }, 'stopped');
  };
  let stopped: Promise<void> | null = null;
  return {
    url,
    ready,
    ended,
    access: () => settings.access.accessMode ?? accessModeOf(state),
    metricsUrl,
    stop: (cause) => (stopped ??= stop(cause)),
  };
}

function open(
  {
    databaseUrl: url,
    migrationUrl,
    nodeEnv,
    home,
    poolSize,
    writers,
    waitingWrites,
    lockTimeoutMs,
  }: Settings,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<OpenDatabase> {
  return openDatabase({
    url,
    migrates: migrationUrl === undefined,
    refusesOwner: nodeEnv === 'production',
    home,
    isShared: true,
    poolSize,
    writers,
    waitingWrites,
    lockTimeoutMs,
    readLockTimeoutMs: lockTimeoutMs,
    signal,
    onWait: (attempt, error) => log.warn({ attempt, reason: error.message }, 'waiting for the database'),
  });
}

/** @param prefix the beginning of the names of the two settings */
function listenError(
  error: NodeJS.ErrnoException,
  { port, host }: Pick<Settings, 'port' | 'host'>,
  prefix: '' | 'METRICS_',
): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(
      `Expected port ${port} on ${host} to be free, but it is taken: set ${prefix}PORT to another one, or stop what uses it.`,
    );
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new UserError(
      `Cannot listen on ${host}, port ${port} (${error.code}): fix ${prefix}HOST or ${prefix}PORT.`,
    );
  }
  return error;
}
