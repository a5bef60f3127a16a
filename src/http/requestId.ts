import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What callers may choose themselves: it ends up in log lines and answers. */
const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The id of a request: its own `x-request-id` where that is sane, else a new UUID. The header becomes the id, so
 * that whoever sees nothing but the headers, as the plugins of Apollo, sees the id.
 */
export function requestIdOf(request: IncomingMessage): string {
  const came = request.headers['x-request-id'];
  const id = typeof came === 'string' && SANE.test(came) ? came : randomUUID();
  request.headers['x-request-id'] = id;
  return id;
}
