import type { Socket } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { allowOrigins } from './cors.js';
import { serveGraphql, type GraphqlEndpointOptions } from './graphqlEndpoint.js';
import { serveHealth, type Readiness } from './health.js';
import { measureLive } from './subscribers/liveMetrics.js';
import { serveLive, type LiveOptions } from './serveLive.js';
import { logging, logRequests, type LogOptions } from './logging.js';
import { serveMetrics, type PoolCounts } from './metrics.js';
import { servePlayground } from './playground.js';
import { answerNotFound, answerRequestError } from './requestErrors.js';
import { requestIdOf } from './requestId.js';
import { identifyCallers, resolveCaller, type CallerOf } from './resolveCaller.js';
import { refuseUnknownHosts } from './trustedHosts.js';

export interface AppOptions extends Omit<GraphqlEndpointOptions, 'openParts'> {
  readonly allowedOrigins: readonly string[];
  readonly trustedHosts: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Returns the caller of a request; by default the caller at its address, behind trusted proxies. */
  readonly callerOf?: CallerOf;
  readonly isReady: () => Promise<Readiness>;
  readonly logger: LogOptions;
  /** Returns the pool that the metrics show, or null while there is none. The app neither queries nor ends it. */
  readonly pool?: () => PoolCounts | null;
  /** Null where nothing but health and metrics is served, as by a worker. */
  readonly live: Pick<LiveOptions, 'start' | 'cursor' | 'isReady' | 'limits' | 'pace'> | null;
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
  const app = fastify({
    ...logging(options.logger),
    bodyLimit: options.bodyLimit,
    requestIdHeader: false,
    genReqId: requestIdOf,
    // A request over an open connection during close() is answered like any other.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // No hook runs for an address that cannot be parsed.
      void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
      answerRequestError(error, request, reply);
    },
  });
  const { callerOf = resolveCaller(options.trustedProxies) } = options;
  identifyCallers(app, callerOf);
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done();
  });
  refuseUnknownHosts(app, options.trustedHosts);
  await allowOrigins(app, options.allowedOrigins);
  app.setErrorHandler(answerRequestError);
  app.setNotFoundHandler(answerNotFound);
  closeIdleConnections(app);
  logRequests(app);
  const registry = serveMetrics(app, options);
  serveHealth(app, options.isReady);
  const { live, trustedHosts, allowedOrigins } = options;
  if (live === null) return app;
  const { counts, openParts } = await serveLive(app, {
    ...live,
    trustedHosts,
    allowedOrigins,
    callerOf,
  });
  await serveGraphql(app, { ...options, openParts });
  measureLive(registry, counts);
  await servePlayground(app, options.playgroundFolder);
  app.get('/', async (_request, reply) => reply.redirect('/playground'));
  return app;
}

/**
 * Closes connections at once if they become idle during close(). They would otherwise stay open until their keep-alive
 * ends. A connection that a browser opened in advance would stay until a request is sent over it.
 */
function closeIdleConnections(app: FastifyInstance): void {
  const connections = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), 50);
    app.server.once('close', () => clearInterval(timer));
    timer.unref();
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
}
