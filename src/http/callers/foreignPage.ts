import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { codedError } from '../../graphql/codedError.js';
import { isLoopback } from '../../isLoopback.js';
import { shown } from '../../shown.js';
import type { AllowedOrigin } from '../allowedOrigins.js';
import { originFault } from '../originFault.js';

/**
 * Returns why a request in open mode is refused that a page of another machine sent; null for others. A page that a silent
 * proxy serves to others is known by it. Pages of other servers on this machine are not refused here, as those of a
 * development server that passes requests on: whether they may read answers is a matter of CORS.
 */
export function foreignPage(
  { headers }: IncomingMessage,
  allowedOrigins: readonly AllowedOrigin[],
): GraphQLError | null {
  const { host } = headers;
  const origin = headers.origin ?? refererOf(headers);
  // Desktop applications and extensions of browsers have origins of their own schemes.
  if (origin === undefined || !/^https?:/i.test(origin)) return null;
  // Parsing addresses takes longer than all else that is known of a caller.
  if (origin === `http://${host}`) return null;
  if (originFault({ origin, host }, allowedOrigins) === null || isOfThisMachine(origin)) return null;
  return codedError(
    'FORBIDDEN',
    `Expected a page of this machine, because access is open, got one of "${shown(origin)}": add it to ALLOWED_ORIGINS. ` +
      'If a proxy serves this page to others, set ACCESS=closed instead.',
    { status: 403 },
  );
}

/**
 * Returns the origin of the page that sent a request without Origin, as by GET; undefined where none is known. A link on a
 * page of another site may lead here, which Sec-Fetch-Site tells: browsers send it to each server that they know to be on
 * their own machine.
 */
function refererOf({
  referer,
  'sec-fetch-site': site = 'same-origin',
}: IncomingHttpHeaders): string | undefined {
  if (referer === undefined || site !== 'same-origin' || !URL.canParse(referer)) return undefined;
  return new URL(referer).origin;
}

const isOfThisMachine = (origin: string): boolean =>
  URL.canParse(origin) && isLoopback(new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1'));
