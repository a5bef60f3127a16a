import { isLoopback } from '../isLoopback.js';
import type { Settings } from '../settings.js';

/** An origin as browsers send it, or a pattern of such origins. */
export type AllowedOrigin = string | RegExp;

/** The names of LOOPBACK_HOSTS in ownHosts.ts, which no other site can have, with any port. */
const OF_THIS_MACHINE = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/**
 * Returns the other origins whose pages may ask: those of ALLOWED_ORIGINS. Where it is unset and only this machine reaches
 * the service, they are those of this machine, so that a development server works without a setting. A program of this
 * machine could ask without a page, too. Production, a proxy and a public name each leave nothing but the service's own pages.
 */
export function allowedOrigins({
  host,
  nodeEnv,
  http,
}: Pick<Settings, 'host' | 'http' | 'nodeEnv'>): readonly AllowedOrigin[] {
  if (http.allowedOrigins.length > 0) return http.allowedOrigins;
  const isPublic = http.trustedHosts.length > 0 || http.trustedProxies.length > 0;
  return nodeEnv === 'production' || !isLoopback(host) || isPublic ? [] : [OF_THIS_MACHINE];
}
