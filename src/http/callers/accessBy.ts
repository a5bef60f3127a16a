import { callerWithKey, callerWithSession, type Caller } from '../../access/caller.js';
import type { CallerOf, CallerOptions } from '../resolveCaller.js';
import type { AccessOf } from '../subscribers/access.js';
import { credentialIn } from './credential.js';
import { userAgentOf } from './requestFacts.js';

type Stores = Pick<CallerOptions, 'keys' | 'sessions'> & { readonly accessMode?: CallerOptions['mode'] };

/**
 * Makes the function that returns the access of sockets and event streams. Access by a key ends when the secret that was
 * shown does not count any more; access by a session ends with that, and not with the access token that was shown. Both
 * end when the user or its rights have changed: what was begun with other rights would go on with them. Access as the
 * built-in user ends when the service is closed.
 */
export function accessBy(callerOf: CallerOf, { keys, sessions, accessMode }: Stores): AccessOf {
  return async (request, authorization, known) => {
    const caller = known ?? (await callerOf(request, authorization));
    const userAgent = userAgentOf(request);
    const isSame = (now: Caller | null): boolean => now !== null && isSameCaller(now, caller);
    // Where there is no store, the service is about to stop, or starts again.
    const { address, apiKey, session } = caller;
    if (session !== null) {
      return {
        caller,
        userAgent,
        isValid: () => {
          const known = sessions();
          if (known === null) return true;
          known.used(session.id);
          return when(known.findById(session.id), (found) =>
            isSame(found && callerWithSession(address, found.session, found.user)),
          );
        },
      };
    }
    const shown = authorization ?? request.headers.authorization;
    if (apiKey === null || shown === undefined) {
      return { caller, userAgent, isValid: () => caller.kind !== 'LOCAL' || accessMode?.() !== 'closed' };
    }
    const { secret } = credentialIn(shown);
    return {
      caller,
      userAgent,
      isValid: () => {
        const known = keys();
        if (known === null) return true;
        return when(known.find(secret), (found) =>
          isSame(found && callerWithKey(address, found.apiKey, found.owner)),
        );
      },
    };
  };
}

function when<Found, Result>(
  found: Found | Promise<Found>,
  use: (found: Found) => Result,
): Result | Promise<Result> {
  return found instanceof Promise ? found.then(use) : use(found);
}

const isSameCaller = (a: Caller, b: Caller): boolean =>
  a.rights.key === b.rights.key &&
  a.user?.id === b.user?.id &&
  a.apiKey?.operationsPerMinute === b.apiKey?.operationsPerMinute;
