import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestFacts, SessionCookie } from '../../graphql/requestFacts.js';
import { printable } from '../../printable.js';
import { clearSessionCookie, isOfOwnPage, setSessionCookie } from './sessionCookie.js';

const LONGEST_USER_AGENT = 200;

/** Returns what a client calls itself, in at most 200 characters that can be printed; null where it tells nothing. */
export function userAgentOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const text = printable((headers['user-agent'] ?? '').replaceAll('\t', ' '));
  return text.trim().slice(0, LONGEST_USER_AGENT) || null;
}

/** Returns what resolvers may know of a request. A cookie is set for a POST of our own page alone. */
export function requestFacts(request: FastifyRequest, reply: FastifyReply): RequestFacts {
  return {
    sessionCookie: request.method === 'POST' && isOfOwnPage(request) ? cookieOf(request, reply) : null,
    userAgent: userAgentOf(request.raw),
  };
}

function cookieOf(request: FastifyRequest, reply: FastifyReply): SessionCookie {
  const { host = '' } = request.headers;
  // Without removing the former one, Fastify would send both.
  const put = (setCookie: string) => void reply.removeHeader('set-cookie').header('set-cookie', setCookie);
  return {
    set: (secret) => put(setSessionCookie(host, secret)),
    clear: () => put(clearSessionCookie(host)),
  };
}
