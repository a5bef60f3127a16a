import type { CallerSession, CallerUser } from './caller.js';

/** A session that counts at the moment, with its user. */
export interface FoundSession {
  readonly session: CallerSession;
  readonly user: CallerUser;
}

/** The sessions of a store, as its callers are known by them. */
export interface KnownSessions {
  /**
   * Returns the session of an access token or of a cookie; null for one that is unknown or expired, and where the session
   * has ended or its user is not active. Without a promise where the session is in memory.
   *
   * @throws Error where sessions cannot be read now; it rejects then
   */
  readonly find: (secret: string) => FoundSession | null | Promise<FoundSession | null>;
  /** Returns a session by its id, as `find` does: it outlives the access token that a socket was opened with. */
  readonly findById: (sessionId: number) => FoundSession | null | Promise<FoundSession | null>;
  /** Notes that a session is in use. */
  readonly used: (sessionId: number) => void;
  /** Calls a function whenever sessions may have ended, or users have changed. */
  readonly onChange: (listener: () => void) => void;
}
