import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { errorBody } from '../errorBody.js';
import { requestIdOf } from '../requestId.js';
import { SAFE_HEADERS } from '../safeHeaders.js';
import { refuseConnection } from './refuseConnection.js';
import { shown } from '../../shown.js';

/** Refuses requests that Node does not pass on like others: those to open a tunnel, and those with an unknown Expect. */
export function refuseOddRequests(server: Server): void {
  server.on('connect', (request: IncomingMessage, connection: Socket) => {
    const message = 'Expected a request for an answer, got CONNECT: this server is no proxy.';
    refuseConnection(connection, requestIdOf(request), {
      status: 405,
      code: 'BAD_REQUEST',
      message,
      headers: { allow: 'GET, POST' },
    });
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const requestId = requestIdOf(request);
    const got = JSON.stringify(shown(request.headers.expect ?? ''));
    const message = `Expected no Expect header but 100-continue, got ${got}: leave it out.`;
    const body = JSON.stringify(errorBody('BAD_REQUEST', message, requestId));
    response.writeHead(417, {
      connection: 'close',
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...SAFE_HEADERS,
      'x-request-id': requestId,
    });
    response.end(body);
  });
}
