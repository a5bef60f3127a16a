import { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { DestinationStream, LevelWithSilent } from 'pino';

export interface LogOptions {
  readonly level: LevelWithSilent;
  /** Where the lines go; standard output where it is left out. */
  readonly stream?: DestinationStream;
}

/** One JSON object per line, with the level as a word and the id of the request that a line belongs to. */
export function logging({
  level,
  stream,
}: LogOptions): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  return {
    logger: { level, formatters: { level: (label) => ({ level: label }) }, ...(stream && { stream }) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
  };
}

/** Asked every few seconds; at info they would be most of the log. */
const PROBES: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready', '/metrics']);

/** One line for each answered request. The query string stays out: it can hold a whole operation. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', ({ log, method, url, routeOptions }, { statusCode, elapsedTime }, done) => {
    const path = url.split('?', 1)[0];
    const level = PROBES.has(routeOptions.url) ? 'debug' : 'info';
    log[level]({ method, path, status: statusCode, ms: Math.round(elapsedTime * 10) / 10 }, 'answered');
    done();
  });
}
