import type { IncomingMessage } from 'node:http';
import { callerAt, type Caller } from '../../access/caller.js';

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

/** All may see the same; a caller is an address. */
export function accessByAddress(addressOf: (request: IncomingMessage) => string): AccessOf {
  return async (request) => ({
    caller: callerAt(addressOf(request)),
    isValid: () => true,
  });
}
