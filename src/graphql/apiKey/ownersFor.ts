import type { Caller } from '../../access/caller.js';
import type { Owners } from '../../access/owned.js';
import { requireUser } from './requireUser.js';

/** Returns whose API keys a caller may read and change: everybody's with the scope KEYS_ADMIN, else its own. */
export const ownersFor = (caller: Caller): Owners =>
  caller.rights.scopes.has('KEYS_ADMIN') ? 'EVERYBODY' : requireUser(caller);
