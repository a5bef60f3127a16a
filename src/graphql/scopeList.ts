import { SCOPES } from '../access/scopes.js';
import type { FieldPolicy } from './fieldPolicy.js';
import { PRICES } from './limits/prices.js';

/** The policy of a list of scopes, which may have all of them. */
export const SCOPE_LIST: FieldPolicy = {
  access: 'INHERIT',
  freshness: 'INHERIT',
  bytes: JSON.stringify(SCOPES).length,
  work: SCOPES.length * PRICES.leaf,
};
