import type { FastifyInstance } from 'fastify';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { errorBody } from './errorBody.js';

/** Routes for probes, which ask by the address of a container or machine that is not known beforehand. */
const FOR_ANY_HOST: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready']);

interface Host {
  /** The name or address in lower case; an IPv6 address in brackets. */
  readonly name: string;
  /** Empty where the header names none. */
  readonly port: string;
}

/**
 * Refuses requests whose Host header is not in the list. This prevents DNS rebinding, where the name of another site is
 * made to point here. Call it before other hooks that answer.
 *
 * @throws UserError for an entry that is not a host
 */
export function refuseUnknownHosts(app: FastifyInstance, hosts: readonly string[]): void {
  const faultOf = hostFaults(hosts);
  if (hosts.length === 0) return;
  app.addHook('onRequest', async (request, reply) => {
    if (FOR_ANY_HOST.has(request.routeOptions.url)) return;
    // The header itself, because that is what a browser sets.
    const fault = faultOf(request.headers.host);
    if (fault === null) return;
    return reply.code(400).send(errorBody('BAD_REQUEST', fault, request.id));
  });
}

/**
 * Makes a function that tells what is wrong with a Host header, or returns null for one that is in the list. An entry
 * without a port stands for all ports. One with a port stands for requests that name it, and browsers do not name 80 and
 * 443. An empty list allows all hosts.
 *
 * @throws UserError for an entry that is not a host
 */
export function hostFaults(hosts: readonly string[]): (header: string | undefined) => string | null {
  const trusted = new Set(hosts.map(trustedHost));
  return (given = '') => {
    if (trusted.size === 0) return null;
    const host = hostOf(given);
    if (host !== null && (trusted.has(host.name) || trusted.has(`${host.name}:${host.port}`))) return null;
    return (
      `Expected a Host header that this server answers to, got "${shown(given)}": ` +
      "use the server's own name, or add this one to its trusted hosts."
    );
  };
}

function trustedHost(entry: string): string {
  // Two colons and no bracket are an IPv6 address, which stands in brackets in a header.
  const host = hostOf(/^[\da-f]*:[\da-f.]*:[\da-f:.]*$/i.test(entry) ? `[${entry}]` : entry);
  if (host === null) {
    throw new UserError(
      'Expected a trusted host as "example.com", "example.com:4000" or "[::1]", got ' +
        `"${shown(entry)}": leave out scheme, path and patterns.`,
    );
  }
  return host.port === '' ? host.name : `${host.name}:${host.port}`;
}

function hostOf(text: string): Host | null {
  const parts = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d*))?$/i.exec(text);
  if (parts === null) return null;
  return { name: (parts[1] ?? '').toLowerCase(), port: parts[2] ?? '' };
}
