import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../access/caller.js';

/** The access of one client, for as long as it is valid. */
export interface Access {
  readonly caller: Caller;
  /** The header User-Agent; by default, none. */
  readonly userAgent?: string | null;
  /** Tells whether what the client showed still counts, and for the same rights. */
  readonly isValid: () => boolean | Promise<boolean>;
}

/**
 * Returns the access of a client.
 *
 * @param authorization what the client showed in `connection_init`, in the place of the header Authorization
 * @param caller the caller of the request where it is known
 * @throws GraphQLError as `CallerOf`
 */
export type AccessOf = (request: IncomingMessage, authorization?: string, caller?: Caller) => Promise<Access>;
