import { callerWithKey, type Caller } from '../../access/caller.js';
import type { FoundKey, KnownKeys } from '../../access/knownKeys.js';
import type { CallerOf } from '../resolveCaller.js';
import type { AccessOf } from '../subscribers/access.js';
import { secretIn } from './credential.js';

/**
 * Makes the function that returns the access of sockets and event streams. Access by a key ends when the secret that was
 * shown does not count any more, or when the key's owner or rights have changed: what was begun with other rights would go
 * on with them.
 */
export function accessBy(callerOf: CallerOf, keys: () => Pick<KnownKeys, 'find'> | null): AccessOf {
  return async (request, authorization, known) => {
    const caller = known ?? (await callerOf(request, authorization));
    const shown = authorization ?? request.headers.authorization;
    if (caller.apiKey === null || shown === undefined) return { caller, isValid: () => true };
    const secret = secretIn(shown);
    const isSame = (found: FoundKey | null): boolean =>
      found !== null && isSameCaller(callerWithKey(caller.address, found.apiKey, found.owner), caller);
    return {
      caller,
      isValid: () => {
        const found = keys()?.find(secret);
        // The service is about to stop, or starts again.
        if (found === undefined) return true;
        return found instanceof Promise ? found.then(isSame) : isSame(found);
      },
    };
  };
}

const isSameCaller = (a: Caller, b: Caller): boolean =>
  a.rights.key === b.rights.key &&
  a.user?.id === b.user?.id &&
  a.apiKey?.operationsPerMinute === b.apiKey?.operationsPerMinute;
