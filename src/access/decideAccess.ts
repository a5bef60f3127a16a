import { isLoopback } from '../isLoopback.js';
import type { Settings } from '../settings.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

/**
 * Who may use the service.
 *
 * - `open`: each caller is the built-in user, which may do everything.
 * - `closed`: callers show an API key, or may do what ANONYMOUS_SCOPES says.
 */
export type AccessMode = 'open' | 'closed';

export interface AccessDecision {
  readonly mode: AccessMode;
  /** Why, for the log. */
  readonly reason: string;
}

type Surroundings = Pick<Settings, 'access' | 'host' | 'nodeEnv' | 'databaseUrl'> & {
  readonly http: Pick<Settings['http'], 'trustedProxies'>;
};

/**
 * Decides whether the service is open. Without ACCESS it is open only where nobody but its own user can reach it.
 *
 * @param hasUsers whether the store has users in addition to the built-in one
 */
export function decideAccess(settings: Surroundings, hasUsers: boolean): AccessDecision {
  const { accessMode } = settings.access;
  if (accessMode !== null) return { mode: accessMode, reason: `ACCESS is ${accessMode}` };
  const reached = reasonToClose(settings);
  if (reached !== null) return { mode: 'closed', reason: reached };
  if (settings.databaseUrl !== undefined) return { mode: 'closed', reason: 'DATABASE_URL is set' };
  if (hasUsers) return { mode: 'closed', reason: 'the store has users' };
  return {
    mode: 'open',
    reason: 'only this machine reaches HOST, the PostgreSQL is the embedded one, and the store has no users',
  };
}

/** @throws UserError for ACCESS=open where others reach the service, or in production */
export function refuseUnsafeAccess(settings: Surroundings): void {
  if (settings.access.accessMode !== 'open') return;
  const reason = reasonToClose(settings);
  if (reason === null) return;
  throw new UserError(
    `Expected ACCESS=closed, got ACCESS=open while ${reason}: in open mode each caller is an administrator. ` +
      'Set ACCESS=closed and make API keys, or let only this machine reach the service.',
  );
}

function reasonToClose({ host, http, nodeEnv }: Surroundings): string | null {
  if (nodeEnv === 'production') return 'NODE_ENV is production';
  if (!isLoopback(host)) return `HOST is ${shown(host)}, which others may reach`;
  if (http.trustedProxies.length > 0) return 'TRUSTED_PROXIES is set';
  return null;
}
