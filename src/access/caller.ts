import { callerKey } from './callerKey.js';
import { SCOPES, type Scope } from './scopes.js';

/**
 * What a caller may do. Callers whose rights have the same key may share kept answers and the results of
 * subscriptions.
 */
export interface Rights {
  readonly scopes: ReadonlySet<Scope>;
  /** The same text for the same scopes. */
  readonly key: string;
}

/** Who sent a request. It is resolved once for each request, socket or event stream. */
export interface Caller {
  /** The name that limits count by: an address or the /64 of one, as long as there are no keys and users. */
  readonly name: string;
  /** The address that the request was sent from, behind trusted proxies. */
  readonly address: string;
  readonly rights: Rights;
}

/**
 * Returns the rights to a set of scopes.
 *
 * @param scopes in any order; repeats do not count
 *
 * @example
 * rightsTo(['SCORES_READ', 'MARKET_READ']).key === rightsTo(['MARKET_READ', 'SCORES_READ']).key
 */
export function rightsTo(scopes: Iterable<Scope>): Rights {
  const held = new Set(scopes);
  return { scopes: held, key: SCOPES.filter((scope) => held.has(scope)).join(' ') };
}

/** The rights to everything. */
export const ALL_RIGHTS: Rights = rightsTo(SCOPES);

/** The rights of callers that show no credentials: everything, as long as there is no access control. */
export const ANONYMOUS_RIGHTS: Rights = ALL_RIGHTS;

/** Returns the caller that shows no credentials and sends from an address. */
export function callerAt(address: string): Caller {
  return { name: callerKey(address), address, rights: ANONYMOUS_RIGHTS };
}
