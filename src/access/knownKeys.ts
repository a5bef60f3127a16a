import type { CallerApiKey, CallerUser } from './caller.js';
import type { Scope } from './scopes.js';

/** An API key that counts at the moment, with the user that it belongs to. */
export interface FoundKey {
  readonly apiKey: CallerApiKey & { readonly scopes: readonly Scope[] };
  readonly owner: CallerUser;
  readonly expiresAt: Date;
}

/** The API keys of a store, as its callers are known by them. */
export interface KnownKeys {
  /**
   * Returns the key of a secret; null for a secret that is unknown, and for a key that is paused, revoked or expired, or
   * whose owner is not active. Without a promise where the keys are in memory.
   *
   * @throws Error where the keys cannot be read now; it rejects then
   */
  readonly find: (secret: string) => FoundKey | null | Promise<FoundKey | null>;
  /** Counts a use of a key. */
  readonly used: (apiKeyId: number, address: string) => void;
  /** Calls a function whenever keys or their owners have changed. */
  readonly onChange: (listener: () => void) => void;
}
