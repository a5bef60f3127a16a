import { shown } from '../../shown.js';

/**
 * Tells what is wrong with the Origin of a request for a socket; null where the request is of a page of our own, of a site
 * in the list, or of no browser. Browsers do not apply CORS to sockets, so that without this a page of any site could open
 * them in the name of the person who visits it.
 *
 * @param host the Host header
 */
export function originFault(
  origin: string | undefined,
  host: string | undefined,
  allowedOrigins: readonly string[],
): string | null {
  if (origin === undefined || allowedOrigins.includes(origin) || isOwn(origin, host ?? '')) return null;
  return (
    `Expected a page of this server or of a site that it allows, got "${shown(origin)}" as Origin: ` +
    'add it to ALLOWED_ORIGINS.'
  );
}

/** Compares the host only: a proxy that speaks TLS may stand before the server. */
function isOwn(origin: string, host: string): boolean {
  if (!/^https?:/i.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host: ofOrigin } = new URL(origin);
  // `URL` leaves out the default port of the scheme, as origins do.
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === ofOrigin;
}
