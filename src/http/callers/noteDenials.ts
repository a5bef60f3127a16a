import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Denial } from '../../access/audit/denials.js';
import { anonymousAt, rightsTo, type Caller } from '../../access/caller.js';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import type { Callers } from '../resolveCaller.js';

const NO_RIGHTS = rightsTo([]);

/** Notes that a caller was refused something. */
export type OnDenied = (caller: Caller, denial: Denial) => void;

/** Returns functions that tell callers apart as before, and note each credential that is refused. */
export function noteDenials({ addressOf, faultOf, callerOf }: Callers, onDenied: OnDenied): Callers {
  const note = (request: IncomingMessage, error: unknown): void => {
    if (!(error instanceof GraphQLError)) return;
    if (error.extensions['code'] !== ('UNAUTHENTICATED' satisfies ErrorCode)) return;
    const caller = anonymousAt(addressOf(request), NO_RIGHTS);
    onDenied(caller, { code: 'UNAUTHENTICATED', operationName: null });
  };
  return {
    addressOf,
    faultOf: (request) => {
      const fault = faultOf(request);
      note(request, fault);
      return fault;
    },
    callerOf: (request, ...shown) => {
      const noted = (error: unknown): never => {
        note(request, error);
        throw error;
      };
      try {
        const caller = callerOf(request, ...shown);
        return caller instanceof Promise ? caller.catch(noted) : caller;
      } catch (error) {
        return noted(error);
      }
    },
  };
}
