import { LogController, type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import { stdSerializers, type DestinationStream, type LevelWithSilent } from 'pino';
import { printable } from '../printable.js';
import { HEALTH, OPERATORS } from './health.js';
import { REDACTION } from './redaction.js';
import { withoutSecrets } from '../withoutSecrets.js';

export interface LogOptions {
  readonly level: LevelWithSilent;
  /** Where log lines go; standard output where it is left out. */
  readonly stream?: DestinationStream;
}

/** Options of pino for the lines of the log: one JSON object each, with the level as a word, and without secrets. */
export const lineOptions = (level: LevelWithSilent) => ({
  level,
  formatters: { level: (label: string) => ({ level: label }) },
  serializers: { err: describeError },
  redact: REDACTION,
});

/** Configures the log of a server: its lines have the id of the request. */
export function logging({
  level,
  stream,
}: LogOptions): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  const options = lineOptions(level);
  return {
    logger: {
      ...options,
      serializers: { ...options.serializers, req: describeRequest },
      ...(stream && { stream }),
    },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
  };
}

/**
 * Returns the part of an error that is logged: what happened, and where. Its other properties may hold anything: pg puts
 * the client on the error of a lost connection, and with it the password. Credentials within the text are left out.
 */
export function describeError(error: Error): { type: string; message: string; stack: string; code?: string } {
  const { type, message, stack } = stdSerializers.err(error);
  const { code } = error as { readonly code?: unknown };
  return {
    type,
    message: withoutSecrets(printable(message)),
    stack: withoutSecrets(printable(stack)),
    ...(typeof code === 'string' && { code }),
  };
}

/** Returns the part of a request that is logged where Fastify logs one. */
function describeRequest({ method, url }: FastifyRequest): { method: string; path: string } {
  return { method, path: pathOf(url) };
}

/** Returns the path of an address for the log. The query string stays out, because it can hold a whole operation. */
export const pathOf = (url: string): string => withoutSecrets(printable(url.split('?', 1)[0]));

/** Routes that are asked every few seconds. At level info they would be most of the log. */
const PROBES: ReadonlySet<string | undefined> = new Set([...HEALTH, ...OPERATORS]);

/** Logs one line for each answered request. */
export function logRequests(app: FastifyInstance): void {
  app.addHook(
    'onResponse',
    ({ log, method, url, routeOptions, caller }, { statusCode, elapsedTime }, done) => {
      const path = pathOf(url);
      const level = PROBES.has(routeOptions.url) ? 'debug' : 'info';
      const ms = Math.round(elapsedTime * 10) / 10;
      log[level]({ caller: caller.name, method, path, status: statusCode, ms }, 'answered');
      done();
    },
  );
}
