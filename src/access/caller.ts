import { callerKey } from './callerKey.js';
import { scopesOf, type Role } from './roles.js';
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

export const CALLER_KINDS = ['ANONYMOUS', 'LOCAL', 'USER', 'API_KEY'] as const;

/**
 * How a caller is known.
 *
 * - `ANONYMOUS`: by its address alone.
 * - `LOCAL`: as the built-in user of a service in open mode.
 * - `USER`: by a user session.
 * - `API_KEY`: by an API key.
 */
export type CallerKind = (typeof CALLER_KINDS)[number];

/** The user that a caller is, or that the caller's API key belongs to. */
export interface CallerUser {
  readonly id: number;
  readonly role: Role;
}

/** The API key that a request was sent with. */
export interface CallerApiKey {
  readonly id: number;
  /** The most operations that the key may be used for in a minute; null: as many as its owner. */
  readonly operationsPerMinute: number | null;
  /** The prefix of the secret that the request was sent with: the newest, or the one before, which works for a while. */
  readonly shownPrefix: string;
}

/** The session that a request was sent in. */
export interface CallerSession {
  readonly id: number;
}

/** Who sent a request. It is resolved once for each request, socket or event stream. */
export interface Caller {
  readonly kind: CallerKind;
  /** The name that limits count by: that of a user, all of whose keys share it; else an address or the /64 of one. */
  readonly name: string;
  /** The address that the request was sent from, behind trusted proxies. */
  readonly address: string;
  readonly rights: Rights;
  /** Null only for anonymous callers. */
  readonly user: CallerUser | null;
  /** Null where no API key was sent. */
  readonly apiKey: CallerApiKey | null;
  /** Null where the caller is not signed in. */
  readonly session: CallerSession | null;
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

/** The id of the built-in user that a service in open mode takes its callers for. */
export const LOCAL_USER = 0;

const NO_CREDENTIAL = { apiKey: null, session: null } as const;

const LOCAL: CallerUser = { id: LOCAL_USER, role: 'ADMIN' };

/**
 * Returns the caller at an address of a service in open mode: the built-in user. Limits count it by its address.
 *
 * @param rights everything by default
 */
export function callerAt(address: string, rights: Rights = ALL_RIGHTS): Caller {
  return { kind: 'LOCAL', name: callerKey(address), address, rights, user: LOCAL, ...NO_CREDENTIAL };
}

/** Returns the caller at an address of a service in closed mode that shows no credentials. */
export function anonymousAt(address: string, rights: Rights): Caller {
  return { kind: 'ANONYMOUS', name: callerKey(address), address, rights, user: null, ...NO_CREDENTIAL };
}

/** By the scopes of a key: until keys are read anew, each is found with the same list. Making rights takes some 10 µs. */
const rightsOfKeys = new WeakMap<readonly Scope[], { readonly role: Role; readonly rights: Rights }>();

function rightsOfKey(scopes: readonly Scope[], role: Role): Rights {
  const known = rightsOfKeys.get(scopes);
  if (known?.role === role) return known.rights;
  const allowed = new Set(scopesOf(role));
  const rights = rightsTo(scopes.filter((scope) => allowed.has(scope)));
  rightsOfKeys.set(scopes, { role, rights });
  return rights;
}

/** Returns the caller that shows an API key. It may do what is allowed to the key and to its owner at this moment. */
export function callerWithKey(
  address: string,
  { scopes, ...apiKey }: CallerApiKey & { readonly scopes: readonly Scope[] },
  owner: CallerUser,
): Caller {
  return {
    kind: 'API_KEY',
    name: nameOfUser(owner.id),
    address,
    rights: rightsOfKey(scopes, owner.role),
    user: owner,
    apiKey,
    session: null,
  };
}

/** By roles. Making rights takes some 10 µs. */
const rightsOfRoles = new Map<Role, Rights>();

function rightsOfRole(role: Role): Rights {
  let rights = rightsOfRoles.get(role);
  if (rights === undefined) rightsOfRoles.set(role, (rights = rightsTo(scopesOf(role))));
  return rights;
}

/** Returns the caller that is signed in. It may do what its role may at this moment. */
export function callerWithSession(address: string, session: CallerSession, user: CallerUser): Caller {
  return {
    kind: 'USER',
    name: nameOfUser(user.id),
    address,
    rights: rightsOfRole(user.role),
    user,
    apiKey: null,
    session,
  };
}

/** Returns a user as the caller of what a job does for it. It may do what its role may at this moment. */
export function callerOfJob(user: CallerUser): Caller {
  return {
    kind: user.id === LOCAL_USER ? 'LOCAL' : 'USER',
    name: nameOfUser(user.id),
    address: 'job',
    rights: rightsOfRole(user.role),
    user,
    ...NO_CREDENTIAL,
  };
}

/** Returns the name that limits count a user by. No address is written like it. */
export const nameOfUser = (id: number): string => `user ${id}`;
