import type { Caller } from '../caller.js';
import type { Actor } from './auditEntry.js';

/** Returns a caller as the audit names it. @param operationName the name of the GraphQL operation; null: it has none */
export function actorOf({ user, apiKey, address }: Caller, operationName: string | null): Actor {
  return { userId: user?.id ?? null, apiKeyId: apiKey?.id ?? null, address, operationName };
}
