import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { GraphQLError } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { callerKey } from '../../access/callerKey.js';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { pathOf } from '../logging.js';
import { requestIdOf } from '../requestId.js';
import { hostFaults } from '../trustedHosts.js';
import { refuseConnection, type Refusal } from '../connections/refuseConnection.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { handshakeRefusal } from './handshakeRefusal.js';
import { LiveSocket } from './liveSocket.js';
import type { AllowedOrigin } from '../allowedOrigins.js';
import { originFault } from '../originFault.js';

const PATH = '/graphql';

/** Which pages may open sockets, by which names of the server. */
export interface DoorOptions {
  readonly trustedHosts: readonly string[];
  readonly allowedOrigins: readonly AllowedOrigin[];
}

/**
 * Serves sockets on `/graphql`, by the upgrade requests of a server.
 *
 * @throws UserError for a trusted host that cannot be used
 */
export function serveSockets(
  server: Server,
  context: LiveContext,
  { trustedHosts, allowedOrigins }: DoorOptions,
): void {
  const { limits, pace, clients, addressOf, faultOf, isReady, refusals } = context;
  const hostFault = hostFaults(trustedHosts);
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    closeTimeout: pace.closeMs,
    // A browser fails without a close code where none is agreed on, so that the socket has to be open to say why not.
    handleProtocols: (offered: Set<string>) => handleProtocols(offered) || [...offered][0],
  };
  const sockets = new WebSocketServer(options);

  const refusalOf = (request: IncomingMessage): Refusal | null => {
    const { url = '', headers } = request;
    const ofHost = hostFault(request);
    if (ofHost !== null) return { status: 400, code: 'BAD_REQUEST', message: ofHost };
    if (url.split('?', 1)[0] !== PATH) {
      const message = `No sockets are served here: open them at ${PATH}.`;
      return { status: 404, code: 'NOT_FOUND', message };
    }
    const ofCaller = faultOf(request);
    if (ofCaller !== null) return refusalBy(ofCaller);
    const ofOrigin = originFault(headers, allowedOrigins);
    if (ofOrigin !== null) return { status: 403, code: 'FORBIDDEN', message: ofOrigin };
    if (isReady() && !clients.isClosing) return null;
    const message = 'No sockets are taken now: try again in a moment; /health/ready tells when.';
    return { status: 503, code: 'OVERLOADED', message, headers: { 'retry-after': 1 } };
  };

  const refuse = (request: IncomingMessage, connection: Socket, refusal: Refusal): void => {
    const requestId = requestIdOf(request);
    const path = pathOf(request.url ?? '');
    const caller = callerKey(addressOf(request));
    const { status, message } = refusal;
    refusals.note(request, message, { requestId, caller, path, status });
    refuseConnection(connection, requestId, refusal);
  };

  // Without a listener, ws answers as HTML, and without the headers of other answers.
  sockets.on('wsClientError', (error, connection, request) =>
    refuse(request, connection as Socket, handshakeRefusal(request, error.message)),
  );
  server.on('upgrade', (request: IncomingMessage, connection: Socket, head: Buffer) => {
    const refusal = refusalOf(request);
    if (refusal !== null) return refuse(request, connection, refusal);
    const requestId = requestIdOf(request);
    sockets.handleUpgrade(request, connection, head, (ws) => new LiveSocket(ws, request, requestId, context));
  });
}

/** Returns an error of an operation as the answer to an upgrade. */
function refusalBy({ message, extensions }: GraphQLError): Refusal {
  const { code, http } = extensions as unknown as {
    readonly code: ErrorCode;
    readonly http: { readonly status: number; readonly headers: ReadonlyMap<string, string> };
  };
  return { status: http.status, code, message, headers: Object.fromEntries(http.headers) };
}
