import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestFacts, SessionCookie } from '../../graphql/requestFacts.js';
import { printable } from '../../printable.js';
import { clearSessionCookie, isOfOwnPage, setSessionCookie } from './sessionCookie.js';

const LONGEST_USER_AGENT = 200;

/** Returns what resolvers may know of a request. A cookie is set for a POST of our own page alone. */
export function requestFacts(request: FastifyRequest, reply: FastifyReply): RequestFacts {
  const { 'user-agent': userAgent } = request.headers;
  return {
    sessionCookie: request.method === 'POST' && isOfOwnPage(request) ? cookieOf(request, reply) : null,
    userAgent: userAgent === undefined ? null : printable(userAgent).slice(0, LONGEST_USER_AGENT),
  };
}

function cookieOf(request: FastifyRequest, reply: FastifyReply): SessionCookie {
  const { host = '' } = request.headers;
  return {
    set: (secret) => void reply.header('set-cookie', setSessionCookie(host, secret)),
    clear: () => void reply.header('set-cookie', clearSessionCookie(host)),
  };
}
