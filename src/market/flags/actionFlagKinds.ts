import type { FlagKind } from '../imports/refusal.js';

/** The flags that are about an action and stand at its ex-date. */
export const ACTION_FLAGS: ReadonlySet<FlagKind> = new Set([
  'ACTION_DENIED',
  'ACTION_TWICE',
  'FACTOR_DERIVED',
]);
