import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../access/caller.js';
import type { CallerOf } from '../resolveCaller.js';

/** The access of one client, for as long as it is valid. */
export interface Access {
  readonly caller: Caller;
  /** Tells whether the key or token that the client showed still counts. */
  readonly isValid: () => boolean | Promise<boolean>;
}

/**
 * Checks the access of a client.
 *
 * @param connectionParams the payload of `connection_init`; undefined for event streams, or where there is none
 * @returns null where the client has no access
 * @throws Error where access cannot be checked now
 */
export type AccessOf = (
  request: IncomingMessage,
  connectionParams: Readonly<Record<string, unknown>> | undefined,
) => Promise<Access | null>;

/** Lets every caller in, with access that never ends. There are no keys and tokens yet. */
export function openAccess(callerOf: CallerOf): AccessOf {
  return async (request) => ({ caller: callerOf(request), isValid: () => true });
}
