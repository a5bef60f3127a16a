import type { OnDenied } from './callers/noteDenials.js';
import { fastify, type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { identifyCallers, refuseCallers } from './callers/identifyCallers.js';
import type { ConnectionLimits } from './connections/connectionLimits.js';
import { serverOptions } from './connections/serverOptions.js';
import { serveHealth, type Readiness } from './health.js';
import { logging, type LogOptions } from './logging.js';
import type { HealthSources } from './healthDetail.js';
import { serveOperators } from './serveOperators.js';
import { ownHosts } from './ownHosts.js';
import { answerNotFound, answerRequestError } from './requestErrors.js';
import { requestIdOf } from './requestId.js';
import type { Callers } from './resolveCaller.js';
import { setSafeHeaders } from './safeHeaders.js';
import { refuseUnknownHosts } from './trustedHosts.js';

export interface MetricsAppOptions {
  readonly registry: Registry;
  /** Called where a caller may not read the metrics. */
  readonly onDenied?: OnDenied;
  readonly isReady: () => Promise<Readiness>;
  readonly health: HealthSources;
  /** The host or address that the app will listen on. */
  readonly listensOn: string;
  readonly callers: Pick<Callers, 'addressOf' | 'callerOf'>;
  readonly connections: ConnectionLimits;
  readonly logger: LogOptions;
}

/** Makes a server, not yet listening, for operators: it serves metrics and health, and no operations. */
export function createMetricsApp(options: MetricsAppOptions): FastifyInstance {
  const { isReady, listensOn, connections, logger } = options;
  const app = fastify({
    ...logging(logger),
    ...serverOptions(connections),
    requestIdHeader: false,
    genReqId: requestIdOf,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      // No hook runs for an address that cannot be parsed.
      setSafeHeaders(request, reply);
      answerRequestError(error, request, reply);
    },
  });
  app.addHook('onRequest', (request, reply, done) => {
    setSafeHeaders(request, reply);
    done();
  });
  identifyCallers(app, options.callers);
  refuseUnknownHosts(app, ownHosts(listensOn, []));
  refuseCallers(app);
  app.setErrorHandler(answerRequestError);
  app.setNotFoundHandler(answerNotFound);
  serveOperators(app, options);
  serveHealth(app, isReady);
  return app;
}
