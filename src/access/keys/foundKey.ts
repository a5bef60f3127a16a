import type { CallerApiKey, CallerUser } from '../caller.js';
import type { Scope } from '../scopes.js';

/** An API key that a secret belongs to, and that may be used. */
export interface FoundKey {
  readonly apiKey: CallerApiKey & { readonly scopes: readonly Scope[] };
  readonly owner: CallerUser;
  readonly expiresAt: Date;
}
