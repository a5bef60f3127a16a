import { SCOPES, type Scope } from './scopes.js';

/** What a caller may do. Callers whose rights have the same key may share answers and the results of subscriptions. */
export interface Rights {
  readonly scopes: ReadonlySet<Scope>;
  /** The same text for the same scopes. */
  readonly key: string;
}

/** Who asks. It is resolved once per request, socket or event stream, and every limit, cache and log uses it. */
export interface Caller {
  /** Whom limits and logs count: an address, until there are keys and users. */
  readonly name: string;
  /** The address that the request was sent from, behind trusted proxies. */
  readonly address: string;
  readonly rights: Rights;
}

/**
 * The rights to a set of scopes.
 *
 * @param scopes in any order; repeats do not count
 */
export function rightsTo(scopes: Iterable<Scope>): Rights {
  const held = new Set(scopes);
  return { scopes: held, key: SCOPES.filter((scope) => held.has(scope)).join(' ') };
}

/** The rights of everybody while there is no access control. */
export const ALL_RIGHTS: Rights = rightsTo(SCOPES);

/** The caller at an address, who may do everything while there is no access control. */
export function callerAt(address: string): Caller {
  return { name: address, address, rights: ALL_RIGHTS };
}
