/**
 * Tells what is wrong with the Origin of a request for a socket, and null for one of an own page, of a site in the
 * list, or of no browser. CORS does not hold for sockets: without this, pages of any site could open them in the
 * name of who looks at them.
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
    `Expected a page of this server or of a site that it allows, but got "${origin.slice(0, 100)}" as Origin: ` +
    'add it to ALLOWED_ORIGINS.'
  );
}

/** A scheme is not compared: before the server may stand what speaks TLS. */
function isOwn(origin: string, host: string): boolean {
  if (!/^https?:/i.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host: ofOrigin } = new URL(origin);
  // Without the port where it is the one of the scheme, as in an origin.
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === ofOrigin;
}
