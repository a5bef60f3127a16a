import type { FastifyInstance } from 'fastify';
import type { StartOperation } from '../graphql/operation/startOperation.js';
import type { Callers } from './resolveCaller.js';
import type { AccessOf } from './subscribers/access.js';
import { CallerSlots } from './subscribers/callerSlots.js';
import { LiveClients } from './subscribers/liveClients.js';
import type { LiveContext } from './subscribers/liveContext.js';
import { LiveCounts, type CountsOfLive } from './subscribers/liveCounts.js';
import { USUAL_PACE, type LiveLimits, type LivePace } from './subscribers/liveLimits.js';
import { RefusalLog } from './sockets/refusalLog.js';
import { serveSockets, type DoorOptions } from './sockets/serveSockets.js';
import { MULTIPART } from './streams/multipart.js';
import type { MultipartOptions } from './streams/multipartSubscriptions.js';
import { openStream } from './streams/openStream.js';
import { serveStreams } from './streams/serveStreams.js';

export interface LiveOptions extends DoorOptions {
  readonly start: StartOperation;
  /** Returns the ends of all logs as one cursor, which each client gets when it connects. */
  readonly cursor?: () => string;
  /** Returns whether operations can be started. */
  readonly isReady: () => boolean;
  readonly limits: LiveLimits;
  /** Charges a caller for work before its operation begins; false where it has too few units. By default, all is free. */
  readonly mayRead?: LiveContext['mayRead'];
  /** By default, no operation is counted. */
  readonly counting?: LiveContext['counting'];
  readonly addressOf: Callers['addressOf'];
  readonly faultOf: Callers['faultOf'];
  readonly accessOf: AccessOf;
  readonly pace?: Partial<LivePace>;
}

export interface Live {
  /** Answers a subscription with a stream of multipart responses. */
  readonly openParts: MultipartOptions['openParts'];
  readonly counts: CountsOfLive;
  /** Checks the access of all clients soon. To be called when keys or their owners have changed. */
  readonly checkAccess: () => void;
  /** Takes no more clients, and lets the open ones go over some time. Resolves when all are gone. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/**
 * Serves subscribers: sockets on `/graphql`, event streams on `/graphql/stream`. `close()` of the app lets them go first.
 *
 * @throws UserError for a trusted host that cannot be used
 */
export async function serveLive(app: FastifyInstance, options: LiveOptions): Promise<Live> {
  const { start, isReady, limits, addressOf, faultOf, accessOf } = options;
  const pace = { ...USUAL_PACE, ...options.pace };
  const counts = new LiveCounts();
  const clients = new LiveClients(pace, app.log);
  const context: LiveContext = {
    start,
    cursor: options.cursor,
    isReady,
    mayRead: options.mayRead ?? (() => true),
    counting: options.counting ?? null,
    accessOf,
    addressOf,
    faultOf,
    limits,
    pace,
    clients,
    slots: new CallerSlots(limits),
    counts,
    log: app.log,
    refusals: new RefusalLog(app.log),
  };
  serveSockets(app.server, context, options);
  await serveStreams(app, context, options.allowedOrigins);
  // While the server still listens, because sockets and streams would hold up its own close.
  app.addHook('preClose', () => clients.close());
  return {
    openParts: (request, reply, operation) => openStream(request, reply, operation, MULTIPART, context),
    counts,
    checkAccess: () => clients.checkAll(),
    close: (graceMs) => clients.close(graceMs),
  };
}
