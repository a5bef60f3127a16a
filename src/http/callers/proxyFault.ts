import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { codedError } from '../../graphql/codedError.js';
import { shown } from '../../shown.js';

/** Headers with which a proxy names itself, its client, or what the client asked for. */
const OF_PROXIES =
  /(?:^|-)forwarded(?:-|$)|^(?:via|cdn-loop)$|^(?:cf|fastly|x-(?:appengine|arr|azure|envoy|original|real|remote))-|(?:^|-)(?:client|connecting|proxyuser)-?ip$/i;

/**
 * Returns why a request in open mode is refused where a proxy passed it on; null for others. A proxy on this machine means
 * that others may reach the service, each of whom would be an administrator.
 *
 * Most proxies add a header. nginx adds none by default and names this server in Host, but it asks by HTTP/1.0, which no
 * browser and no client of GraphQL does: so HTTP/1.0 is refused, too. Where nginx is told to pass sockets on, it asks with
 * `Connection: upgrade` all the time, and clients only along with Upgrade. What is left is a proxy that asks by HTTP/1.1
 * without a word of itself. Nothing in a single request tells it from a client, but pages that come through it do: their
 * Origin or Referer is not this server's (`foreignPage`).
 */
export function proxyFault({ headers, rawHeaders, httpVersion }: IncomingMessage): GraphQLError | null {
  if (httpVersion === '1.0') return behindProxy('HTTP/1.0, as nginx asks by default');
  if (headers.upgrade === undefined && headers.connection?.toLowerCase() === 'upgrade') {
    return behindProxy('"Connection: upgrade" and no Upgrade');
  }
  for (let k = 0; k < rawHeaders.length; k += 2) {
    const name = rawHeaders[k];
    if (OF_PROXIES.test(name)) return behindProxy(`the header ${shown(name)}`);
  }
  return null;
}

function behindProxy(sign: string): GraphQLError {
  return codedError(
    'FORBIDDEN',
    `Expected a request from this machine, because access is open, got one with ${sign}: a proxy stands in front, so that ` +
      'others may reach this server. Set ACCESS=closed, and TRUSTED_PROXIES to the address of the proxy.',
    { status: 403 },
  );
}
