/** Sets and removes the cookie by which our own pages are signed in. */
export interface SessionCookie {
  readonly set: (secret: string) => void;
  readonly clear: () => void;
}

/** What resolvers may know of the request that an operation was sent with, in addition to its caller. */
export interface RequestFacts {
  /** Null where the answer can set no cookie, as over a socket, or the request is not of our own page. */
  readonly sessionCookie: SessionCookie | null;
  /** The header User-Agent; null: none. */
  readonly userAgent: string | null;
}

export const NO_FACTS: RequestFacts = { sessionCookie: null, userAgent: null };
