import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { errorBody } from '../errorBody.js';
import { SAFE_HEADERS } from '../safeHeaders.js';

export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/** How long a client may take to read its refusal, in milliseconds. */
const READ_MS = 5_000;

/**
 * Answers on a connection that has no response, such as that of an upgrade or of a request that cannot be parsed. The
 * answer looks like that of any refused request, and ends the connection.
 */
export function refuseConnection(connection: Socket, requestId: string, refusal: Refusal): void {
  const { status, code, message, headers = {} } = refusal;
  const body = JSON.stringify(errorBody(code, message, requestId));
  const all = {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...SAFE_HEADERS,
    'x-request-id': requestId,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  // The client may be gone by now, or read nothing.
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.setTimeout(READ_MS, () => connection.destroy());
  connection.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}
