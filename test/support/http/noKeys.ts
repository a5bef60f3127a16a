import type { KnownKeys } from '../../../src/access/knownKeys.js';

/** A store without API keys. */
export const NO_KEYS: KnownKeys = {
  find: () => null,
  used: () => undefined,
  onChange: () => undefined,
};
