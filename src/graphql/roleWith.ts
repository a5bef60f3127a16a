import { ROLES, scopesOf } from '../access/roles.js';
import type { Scope } from '../access/scopes.js';

/** Returns the first role that has all of some scopes. */
export function roleWith(scopes: readonly Scope[]): string {
  return ROLES.find((role) => scopes.every((scope) => scopesOf(role).includes(scope))) ?? '';
}
