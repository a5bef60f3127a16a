import type { OnDenied } from './callers/noteDenials.js';
import { fastify, type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { AllowedOrigin } from './allowedOrigins.js';
import { accessBy } from './callers/accessBy.js';
import { identifyCallers, refuseCallers } from './callers/identifyCallers.js';
import type { ConnectionLimits } from './connections/connectionLimits.js';
import { Connections } from './connections/connections.js';
import { limitRequests } from './connections/limitRequests.js';
import { refuseOddRequests } from './connections/refuseOddRequests.js';
import { serverOptions } from './connections/serverOptions.js';
import type { OperationCounts } from '../graphql/operation/operationCounts.js';
import { allowOrigins } from './cors.js';
import type { DocumentOptions } from './documents/documentOptions.js';
import { serveDocuments } from './documents/serveDocuments.js';
import { serveDownloads, type DownloadOptions } from './downloads.js';
import { serveGraphql, type GraphqlEndpointOptions } from './graphqlEndpoint.js';
import { serveReports, type ReportDownloadOptions } from './reportDownloads.js';
import { serveHealth, type Readiness } from './health.js';
import { measureOperations } from './operationMetrics.js';
import { measureLive } from './subscribers/liveMetrics.js';
import { serveLive, type LiveOptions } from './serveLive.js';
import { logging, logRequests, type LogOptions } from './logging.js';
import { measure, type PoolCounts } from './metrics.js';
import { servePlayground } from './playground.js';
import { refuseEncodedBodies } from './refuseEncodedBodies.js';
import type { HealthSources } from './healthDetail.js';
import { refuseOperators } from './refuseOperators.js';
import { serveOperators } from './serveOperators.js';
import { refuseLostUpgrades } from './refuseLostUpgrades.js';
import { answerNotFound, answerRequestError } from './requestErrors.js';
import { requestIdOf } from './requestId.js';
import { trustedProxy, type CallerOptions, type Callers } from './resolveCaller.js';
import { setSafeHeaders } from './safeHeaders.js';
import { refuseUnknownHosts } from './trustedHosts.js';
import { withoutBase } from './withoutBase.js';

export interface AppOptions extends Omit<GraphqlEndpointOptions, 'openParts'> {
  readonly allowedOrigins: readonly AllowedOrigin[];
  readonly trustedHosts: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly connections: ConnectionLimits;
  readonly callers: Callers;
  /** The keys and sessions that callers are known by; null while the store is not open. */
  readonly keys: CallerOptions['keys'];
  readonly sessions: CallerOptions['sessions'];
  /** Whether access is open; it stays as it was for each socket and stream where this is left out. */
  readonly accessMode?: CallerOptions['mode'];
  /** Is given the function to call when keys or their owners have changed. */
  readonly onAccessChange?: (checkAccess: () => void) => void;
  readonly isReady: () => Promise<Readiness>;
  /** What `/health` is made from. */
  readonly health: HealthSources;
  readonly logger: LogOptions;
  /** Returns the pool that the metrics show, or null while there is none. The app neither queries nor ends it. */
  readonly pool?: () => PoolCounts | null;
  /** What is measured; each app needs its own. */
  readonly registry: Registry;
  /** Called where a caller may not read the metrics. */
  readonly onDenied?: OnDenied;
  readonly counts: OperationCounts;
  /** Whether `/metrics` and `/health` are served by this app, to callers that may read them. */
  readonly servesMetrics: boolean;
  /** Null where nothing but health and metrics is served, as by a worker. */
  readonly live: Pick<LiveOptions, 'start' | 'cursor' | 'isReady' | 'limits' | 'mayRead' | 'pace'> | null;
  readonly downloads: DownloadOptions & ReportDownloadOptions;
  /** What documents are uploaded to, and read from. @throws GraphQLError OVERLOADED while the store is not open */
  readonly documentServices: DocumentOptions['documentServices'];
  /** The path below which a proxy serves the app, without a slash at its end; the root where it is left out. */
  readonly basePath?: string;
  /** The folder of the bundled playground; dist/web/playground where it is left out. */
  readonly playgroundFolder?: string;
}

/**
 * Makes the HTTP server, not yet listening. Its `close()` takes no new connections, lets running requests end, and then
 * stops what serves GraphQL.
 *
 * @throws UserError for a trusted host or an origin that cannot be used
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { basePath = '' } = options;
  const app = fastify({
    ...logging(options.logger),
    ...serverOptions(options.connections),
    bodyLimit: options.bodyLimit,
    requestIdHeader: false,
    genReqId: requestIdOf,
    rewriteUrl: ({ url = '' }) => withoutBase(url, basePath),
    // A request over an open connection during close() is answered like any other.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // No hook runs for an address that cannot be parsed.
      setSafeHeaders(request, reply);
      answerRequestError(error, request, reply);
    },
  });
  // First, so that a caller who is refused gets them, too.
  app.addHook('onRequest', (request, reply, done) => {
    setSafeHeaders(request, reply);
    done();
  });
  const { allowedOrigins, callers, trustedHosts, trustedProxies } = options;
  const { addressOf, faultOf, callerOf } = callers;
  identifyCallers(app, callers);
  const connections = new Connections(options.connections, trustedProxy(trustedProxies));
  limitRequests(app, connections, options.connections);
  refuseUnknownHosts(app, trustedHosts);
  await allowOrigins(app, allowedOrigins);
  refuseCallers(app);
  refuseEncodedBodies(app);
  app.setErrorHandler(answerRequestError);
  app.setNotFoundHandler(answerNotFound);
  refuseOddRequests(app.server);
  watchConnections(app, connections);
  logRequests(app);
  const { registry } = options;
  measure(app, registry, options);
  measureOperations(registry, options.counts, options.schema);
  if (options.servesMetrics) serveOperators(app, options);
  else refuseOperators(app);
  serveHealth(app, options.isReady);
  const { live } = options;
  if (live === null) return app;
  refuseLostUpgrades(app);
  // Before the listener that serves sockets.
  app.server.prependListener('upgrade', (request) => {
    request.url = withoutBase(request.url ?? '', basePath);
  });
  const { checkAccess, counts, openParts } = await serveLive(app, {
    ...live,
    trustedHosts,
    allowedOrigins,
    addressOf,
    faultOf,
    accessOf: accessBy(callerOf, options),
    counting: options,
  });
  options.onAccessChange?.(checkAccess);
  app.server.prependListener('upgrade', (_request, socket) => connections.letGo(socket));
  await serveGraphql(app, { ...options, openParts });
  measureLive(registry, counts);
  serveDownloads(app, options.downloads);
  serveReports(app, { ...options.downloads, accessMode: options.accessMode });
  await serveDocuments(app, options);
  await servePlayground(app, { basePath, folder: options.playgroundFolder });
  return app;
}

/**
 * Watches connections until the app is closed. Connections that become idle during close() are closed at once, because
 * they would otherwise stay open until their keep-alive ends.
 */
function watchConnections(app: FastifyInstance, connections: Connections): void {
  connections.watch(app.server);
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), 50);
    app.server.once('close', () => clearInterval(timer));
    timer.unref();
    connections.drain();
  });
  app.addHook('onClose', async () => connections.stop());
}
