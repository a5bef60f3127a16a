import type { KnownSessions } from '../../../src/access/knownSessions.js';

/** A store without sessions. */
export const NO_SESSIONS: KnownSessions = {
  find: () => null,
  findById: () => null,
  used: () => undefined,
  onChange: () => undefined,
};
