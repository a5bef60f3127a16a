import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../connections/refuseConnection.js';
import { shown } from '../../shown.js';

/**
 * Returns the refusal of an upgrade request whose headers are no handshake of RFC 6455.
 *
 * @param fault what the library found, such as "Missing or invalid Sec-WebSocket-Key header"
 */
export function handshakeRefusal(
  { method = '', headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  fault: string,
): Refusal {
  if (method !== 'GET') {
    const message = `Expected the upgrade of a WebSocket by GET, got ${method}: use GET.`;
    return { status: 405, code: 'BAD_REQUEST', message, headers: { allow: 'GET' } };
  }
  if (fault.includes('Sec-WebSocket-Version')) {
    const got = shown(headers['sec-websocket-version'] ?? 'none');
    const message = `Expected 13 as Sec-WebSocket-Version, got ${got}: use a client of RFC 6455.`;
    // RFC 6455, section 4.4.
    return { status: 426, code: 'BAD_REQUEST', message, headers: { 'sec-websocket-version': '13' } };
  }
  const message = `Expected the handshake of a WebSocket, got another one (${fault}): use a client of RFC 6455.`;
  return { status: 400, code: 'BAD_REQUEST', message };
}
