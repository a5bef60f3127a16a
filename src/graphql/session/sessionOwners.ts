import type { Caller } from '../../access/caller.js';
import type { Owners } from '../../access/owned.js';
import { requireUser } from '../apiKey/requireUser.js';

/** Returns whose sessions a caller may read and end: everybody's with the scope USERS_ADMIN, else its own. */
export const sessionOwners = (caller: Caller): Owners =>
  caller.rights.scopes.has('USERS_ADMIN') ? 'EVERYBODY' : requireUser(caller);
