import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SECRET_START } from '../withoutSecrets.js';

/** The ids that callers may choose themselves, because they end up in log lines and answers. A secret is none. */
const SANE = new RegExp(`^(?!.*${SECRET_START})[A-Za-z0-9._-]{1,64}$`);

/**
 * Returns the id of a request: its own `x-request-id` where that is sane, otherwise a new UUID. The header is set to the
 * id, so that code that gets nothing but the headers, as plugins of Apollo do, finds it there.
 */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && SANE.test(given) ? given : randomUUID();
  request.headers['x-request-id'] = id;
  return id;
}
