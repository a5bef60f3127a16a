import { shown } from '../shown.js';
import type { AllowedOrigin } from './allowedOrigins.js';

/** The headers by which a browser tells which page asks. */
interface PageHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly 'sec-fetch-site'?: string | readonly string[] | undefined;
}

/**
 * Tells what is wrong with the page that asks for a socket or an event stream; null where it is a page of our own, of a
 * site in the list, or none. Browsers do not apply CORS to sockets, and open event streams before they do, so that without
 * this a page of any site could hold them in the name of the person who visits it.
 */
export function originFault(headers: PageHeaders, allowedOrigins: readonly AllowedOrigin[]): string | null {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  if (origin !== undefined) {
    if (isAllowed(origin, allowedOrigins) || isOwnOrigin(origin, host)) return null;
    return (
      `Expected a page of this server or of a site that it allows, got "${shown(origin)}" as Origin: ` +
      (origin === 'null'
        ? 'serve the page over HTTP, because files and sandboxed frames have no origin that could be allowed.'
        : 'add it to ALLOWED_ORIGINS.')
    );
  }
  // Browsers leave out the Origin of some requests by GET, but tell whether a page of another site made them.
  if (site !== 'cross-site' && site !== 'same-site') return null;
  return (
    `Expected a page of this server or of a site that it allows, got one without Origin and with Sec-Fetch-Site: ${site}: ` +
    'use EventSource or fetch with CORS, and add the origin of the page to ALLOWED_ORIGINS.'
  );
}

function isAllowed(origin: string, allowedOrigins: readonly AllowedOrigin[]): boolean {
  return allowedOrigins.some((allowed) =>
    typeof allowed === 'string' ? allowed === origin : allowed.test(origin),
  );
}

/** Whether a page is of the host that it asks. Schemes may differ: a proxy that speaks TLS may stand before the server. */
export function isOwnOrigin(origin: string, host: string): boolean {
  if (!/^https?:/i.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host: ofOrigin } = new URL(origin);
  // `URL` leaves out the default port of the scheme, as origins do.
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === ofOrigin;
}
