import { FLAG_KINDS } from '../../market/imports/refusal.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The policy of a field that counts flags by kind, and has them already. */
export const FLAG_COUNTS: FieldPolicy = {
  access: 'INHERIT',
  freshness: 'INHERIT',
  size: FLAG_KINDS.length,
};

export const FLAG_POLICIES: Policies = {
  ...inherited('Flag', ['kind'], { detail: 120 }),
  ...inherited('FlagCount', ['count', 'kind']),
};
