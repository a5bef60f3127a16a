import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../access/caller.js';
import type { CallerOf } from '../resolveCaller.js';

/** What a client may do, for as long as it is valid. */
export interface Access {
  readonly caller: Caller;
  /** Whether the key or token that was shown still counts. */
  readonly isValid: () => boolean | Promise<boolean>;
}

/**
 * Looks at who asks; null where it may not. A rejection means that this cannot be told now.
 *
 * @param connectionParams the payload of `connection_init`; undefined for event streams, or where there is none
 */
export type AccessOf = (
  request: IncomingMessage,
  connectionParams: Readonly<Record<string, unknown>> | undefined,
) => Promise<Access | null>;

/** Lets every caller in, for good, as long as there are no keys and tokens. */
export function openAccess(callerOf: CallerOf): AccessOf {
  return async (request) => ({ caller: callerOf(request), isValid: () => true });
}
