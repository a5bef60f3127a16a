import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { anonymousAt, rightsTo } from '../access/caller.js';
import { OPERATORS } from './health.js';
import type { CallerOf } from './resolveCaller.js';

const READER = rightsTo(['OPERATIONS_READ']);
const BEARER = /^bearer +(\S+)$/i;

/**
 * Makes METRICS_TOKEN a credential for `/metrics` and `/health`, and for nothing else: with it, a request is that of an anonymous caller
 * with the scope OPERATIONS_READ. All other requests go to `callerOf`.
 *
 * @param token null where there is none
 */
export function withMetricsToken(callerOf: CallerOf, token: string | null): CallerOf {
  if (token === null) return callerOf;
  const expected = digestOf(token);
  return (request, authorization) =>
    OPERATORS.has(pathOf(request)) && timingSafeEqual(digestOf(bearerOf(request)), expected)
      ? anonymousAt(request.socket.remoteAddress ?? '', READER)
      : callerOf(request, authorization);
}

/** All digests have one length, so that comparing them takes the same time for each token. */
const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');

const bearerOf = ({ headers }: IncomingMessage): string =>
  BEARER.exec(headers.authorization ?? '')?.[1] ?? '';

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0];
