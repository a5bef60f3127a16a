import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { refuseConnection, type Refusal } from './refuseConnection.js';

/** An error of Node's server about bytes that are no request, or not in time. */
export interface ClientError extends Error {
  readonly code?: string;
  /** What the parser says about it. */
  readonly reason?: string;
}

/**
 * Answers bytes that are no request of HTTP/1.1, as an error of the common form, and ends their connection. A connection
 * over which nothing was sent is only ended: browsers open some in advance.
 *
 * @param headersTimeoutMs how long headers may take, in milliseconds
 */
export function answerClientError(error: ClientError, connection: Socket, headersTimeoutMs: number): void {
  if (connection.destroyed) return;
  if (error.code === 'ECONNRESET' || !connection.writable || connection.bytesRead === 0) {
    connection.destroy();
    return;
  }
  refuseConnection(connection, randomUUID(), {
    code: 'BAD_REQUEST',
    ...refusalOf(error, headersTimeoutMs),
  });
}

function refusalOf({ code, reason, message }: ClientError, headersTimeoutMs: number): Omit<Refusal, 'code'> {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        message: `Expected the headers of a request within ${headersTimeoutMs / 1000} s, got a part of them: send them at once.`,
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        message:
          'Expected at most 16 KiB of headers and address, got more: send long documents and variables by POST.',
      };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return {
        status: 413,
        message: 'Expected at most 16 KiB of chunk extensions, got more: send none.',
      };
    // Node takes the beginning of HTTP/2 for a request to change the protocol.
    case 'HPE_PAUSED_H2_UPGRADE':
      return {
        status: 505,
        message: 'Expected HTTP/1.1, got HTTP/2: let the client speak HTTP/1.1, or a proxy translate.',
      };
    default:
      return {
        status: 400,
        message: `Expected a request of HTTP/1.1, got bytes that are none (${reason ?? message}): fix the client.`,
      };
  }
}
