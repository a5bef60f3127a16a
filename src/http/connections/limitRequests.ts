import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { errorBody } from '../errorBody.js';
import { HEALTH } from '../health.js';
import type { ConnectionLimits } from './connectionLimits.js';
import type { Connections } from './connections.js';

/** Has limits of its own. */
const STREAMS = '/graphql/stream';

const RETRY_AFTER_SECONDS = 1;

/**
 * Refuses requests over connections above the limits, and requests of a caller that has too many unanswered ones. The
 * latter also come over one connection, or over those of a proxy. Call it when callers are known, before other hooks.
 */
export function limitRequests(
  app: FastifyInstance,
  open: Pick<Connections, 'surplusOf'>,
  { connections: inAll, connectionsPerCaller: perCaller }: ConnectionLimits,
): void {
  const unanswered = new Map<string, number>();

  const refuse = (request: FastifyRequest, reply: FastifyReply, code: ErrorCode, message: string): void => {
    void reply
      .code(code === 'RATE_LIMITED' ? 429 : 503)
      .headers({ connection: 'close', 'retry-after': RETRY_AFTER_SECONDS })
      .send(errorBody(code, message, request.id));
  };

  app.addHook('onRequest', (request, reply, done) => {
    const surplus = open.surplusOf(request.raw);
    // Over surplus connections too, and at any number of requests.
    if (HEALTH.has(request.routeOptions.url)) {
      if (surplus !== null) void reply.header('connection', 'close');
      return done();
    }
    if (surplus === 'serverIsFull') {
      const message = `Expected at most ${inAll} connections to this server, got one more: try again in a moment.`;
      return refuse(request, reply, 'OVERLOADED', message);
    }
    const { name } = request.caller;
    const ofCaller = unanswered.get(name) ?? 0;
    if (surplus === 'callerIsFull' || ofCaller >= perCaller) {
      const message =
        `Expected at most ${perCaller} connections and unanswered requests of a caller, got one more: ` +
        'keep connections alive and use them again, or wait for answers.';
      return refuse(request, reply, 'RATE_LIMITED', message);
    }
    if (request.routeOptions.url !== STREAMS) {
      unanswered.set(name, ofCaller + 1);
      reply.raw.once('close', () => {
        const left = (unanswered.get(name) ?? 0) - 1;
        if (left > 0) unanswered.set(name, left);
        else unanswered.delete(name);
      });
    }
    done();
  });
}
