import type { FastifyInstance } from 'fastify';
import { UserError } from '../userError.js';
import { errorBody } from './errorBody.js';

/** Probes ask by the address of a container or machine, which nobody knows when the list is written. */
const FOR_ANY_HOST: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready']);

interface Host {
  /** In lower case, an IPv6 address in brackets. */
  readonly name: string;
  /** Empty where none is given. */
  readonly port: string;
}

/**
 * Refuses requests whose Host header is not in the list, which ends DNS rebinding: a page of elsewhere whose name
 * was made to point here. Call it before other hooks that answer.
 *
 * @throws UserError for an entry that is no host
 */
export function refuseUnknownHosts(app: FastifyInstance, hosts: readonly string[]): void {
  const faultOf = hostFaults(hosts);
  if (hosts.length === 0) return;
  app.addHook('onRequest', async (request, reply) => {
    if (FOR_ANY_HOST.has(request.routeOptions.url)) return;
    // The header itself: `request.host` follows X-Forwarded-Host where proxies are trusted.
    const fault = faultOf(request.headers.host);
    if (fault === null) return;
    return reply.code(400).send(errorBody('BAD_REQUEST', fault, request.id));
  });
}

/**
 * Tells what is wrong with a Host header, and null for one that is in the list. An entry without a port stands for
 * all ports; one with a port for requests that name it, and browsers do not name 80 and 443. An empty list allows
 * all.
 *
 * @throws UserError for an entry that is no host
 */
export function hostFaults(hosts: readonly string[]): (header: string | undefined) => string | null {
  const trusted = new Set(hosts.map(trustedHost));
  return (came = '') => {
    if (trusted.size === 0) return null;
    const host = hostOf(came);
    if (host !== null && (trusted.has(host.name) || trusted.has(`${host.name}:${host.port}`))) return null;
    return (
      `Expected a Host header that this server answers to, but got "${came.slice(0, 100)}": ` +
      "use the server's own name, or add this one to its trusted hosts."
    );
  };
}

function trustedHost(entry: string): string {
  // Two colons and no bracket: an IPv6 address, which in a header stands in brackets.
  const host = hostOf(/^[\da-f]*:[\da-f.]*:[\da-f:.]*$/i.test(entry) ? `[${entry}]` : entry);
  if (host === null) {
    throw new UserError(
      'Expected a trusted host as "example.com", "example.com:4000" or "[::1]", but got ' +
        `${JSON.stringify(entry)}: leave out scheme, path and patterns.`,
    );
  }
  return host.port === '' ? host.name : `${host.name}:${host.port}`;
}

function hostOf(text: string): Host | null {
  const parts = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d*))?$/i.exec(text);
  if (parts === null) return null;
  return { name: (parts[1] ?? '').toLowerCase(), port: parts[2] ?? '' };
}
