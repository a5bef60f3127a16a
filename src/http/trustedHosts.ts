import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { errorBody } from './errorBody.js';
import { HEALTH } from './health.js';

interface Host {
  /** The name or address in lower case; an IPv6 address in brackets. */
  readonly name: string;
  /** Empty where the header names none. */
  readonly port: string;
}

/** What a request says about its host. */
type HostRequest = Pick<IncomingMessage, 'rawHeaders' | 'headers' | 'url' | 'httpVersion'>;

/**
 * Refuses requests that do not name one host, or whose Host header is not in the list. The list prevents DNS rebinding,
 * where the name of another site is made to point here. Call it before other hooks that answer.
 *
 * @throws UserError for an entry that is not a host
 */
export function refuseUnknownHosts(app: FastifyInstance, hosts: readonly string[]): void {
  const faultOf = hostFaults(hosts);
  const faultOfAny = hostFaults([]);
  app.addHook('onRequest', (request, reply, done) => {
    // Probes ask by the address of a container or machine that is not known beforehand.
    const isForAny = HEALTH.has(request.routeOptions.url);
    const fault = isForAny ? faultOfAny(request.raw) : faultOf(request.raw);
    if (fault === null) done();
    else void reply.code(400).send(errorBody('BAD_REQUEST', fault, request.id));
  });
}

/**
 * Makes a function that tells what is wrong with the host that a request names, or returns null for one that is in the
 * list. An entry without a port stands for all ports. One with a port stands for requests that name it, and browsers do
 * not name 80 and 443. An empty list allows all hosts.
 *
 * @throws UserError for an entry that is not a host
 */
export function hostFaults(hosts: readonly string[]): (request: HostRequest) => string | null {
  const trusted = new Set(hosts.map(trustedHost));
  return (request) => {
    const ofForm = formFault(request);
    if (ofForm !== null) return ofForm;
    const { host: given = '' } = request.headers;
    const host = hostOf(given);
    if (trusted.size === 0) {
      if (host !== null || request.headers.host === undefined) return null;
      return `Expected a Host header with a name or an address, got ${JSON.stringify(shown(given))}: fix it.`;
    }
    if (host !== null && (trusted.has(host.name) || trusted.has(`${host.name}:${host.port}`))) return null;
    return (
      `Expected a Host header that this server answers to, got "${shown(given)}": ` +
      "use the server's own name, or add this one to TRUSTED_HOSTS."
    );
  };
}

/**
 * Tells what is wrong with the form of a request's host: whatever stands between a client and this server may have taken
 * another one of two hosts, or the one of the address.
 */
function formFault({ rawHeaders, headers, url = '', httpVersion }: HostRequest): string | null {
  let count = 0;
  for (let k = 0; k < rawHeaders.length; k += 2)
    if (rawHeaders[k].length === 4 && /host/i.test(rawHeaders[k])) count++;
  if (count > 1) return `Expected one Host header, got ${count}: send one.`;
  // HTTP/1.0 knows no hosts.
  if (count === 0 && httpVersion !== '1.0') return 'Expected a Host header, got none: HTTP/1.1 requires one.';
  const { host = '' } = headers;
  if (url.startsWith('/') || url === '*' || namesHost(url, host)) return null;
  return (
    `Expected an address of the host that the Host header names, got "${shown(url)}" for ` +
    `${JSON.stringify(shown(host))}: send the path alone, or the same host.`
  );
}

/** Whether an address with a scheme is of a host. */
function namesHost(address: string, host: string): boolean {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return false;
  const { protocol, host: ofAddress, username, password } = new URL(address);
  const own = `${protocol}//${host}`;
  return username === '' && password === '' && URL.canParse(own) && new URL(own).host === ofAddress;
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
