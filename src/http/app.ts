import { fastify, type FastifyInstance } from 'fastify';
import { serveGraphql, type GraphqlEndpointOptions } from './graphqlEndpoint.js';
import { serveHealth, type Readiness } from './health.js';
import { logging, logRequests, type LogOptions } from './logging.js';
import { serveMetrics, type PoolCounts } from './metrics.js';
import { servePlayground } from './playground.js';
import { answerNotFound, answerRequestError, BODY_LIMIT } from './requestErrors.js';
import { requestIdOf } from './requestId.js';

export interface AppOptions extends GraphqlEndpointOptions {
  readonly isReady: () => Promise<Readiness>;
  readonly logger: LogOptions;
  /** Shown in the metrics; the app neither queries nor ends it. */
  readonly pool?: PoolCounts;
  /** Where the bundled playground lies, if not in dist/web/playground. */
  readonly playgroundFolder?: string;
}

/**
 * The HTTP server, not yet listening. `close()` takes no new connections, lets running requests end, then stops
 * what serves GraphQL.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...logging(options.logger),
    bodyLimit: BODY_LIMIT,
    requestIdHeader: false,
    genReqId: requestIdOf,
    // A request that came over an open connection during close() is answered as any other.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // No hook runs for an address that cannot be parsed.
      void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
      answerRequestError(error, request, reply);
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler(answerRequestError);
  app.setNotFoundHandler(answerNotFound);
  logRequests(app);
  serveMetrics(app, options.pool);
  serveHealth(app, options.isReady);
  await serveGraphql(app, options);
  await servePlayground(app, options.playgroundFolder);
  app.get('/', async (_request, reply) => reply.redirect('/playground'));
  return app;
}
