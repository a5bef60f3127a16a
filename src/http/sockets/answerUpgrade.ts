import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { errorBody } from '../errorBody.js';

export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfter?: number;
}

/** Answers a refused upgrade like any other refused request, and ends its connection. */
export function refuseUpgrade(connection: Socket, requestId: string, refusal: Refusal): void {
  const { status, code, message, retryAfter } = refusal;
  const body = JSON.stringify(errorBody(code, message, requestId));
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    `x-request-id: ${requestId}`,
    ...(retryAfter === undefined ? [] : [`retry-after: ${retryAfter}`]),
  ];
  // The client may be gone by now.
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * Answers a request that offers another protocol than WebSocket as if it did not, as RFC 9110, section 7.8 allows. Some
 * HTTP clients offer h2c with each first request, and Node hands over all upgrades once there is a listener. The request
 * is put back, without the offer, before the bytes that followed it.
 */
export function ignoreUpgrade(
  server: Server,
  request: IncomingMessage,
  connection: Socket,
  head: Buffer,
): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let k = 0; k < rawHeaders.length; k += 2) {
    if (!/^upgrade$/i.test(rawHeaders[k])) lines.push(`${rawHeaders[k]}: ${rawHeaders[k + 1]}`);
  }
  connection.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', connection);
}
