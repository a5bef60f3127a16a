import type { CallerUser } from '../../../src/access/caller.js';
import type { FoundKey, KnownKeys } from '../../../src/access/knownKeys.js';
import type { Scope } from '../../../src/access/scopes.js';

interface MadeKey {
  readonly id: number;
  readonly scopes: readonly Scope[];
  readonly owner: CallerUser;
  readonly operationsPerMinute: number | null;
}

/** Keys that a test makes, changes and ends by hand. */
export class FakeKeys implements KnownKeys {
  /** Of each use: the id of the key, and the address. */
  readonly uses: (readonly [number, string])[] = [];
  /** What `find` does before it looks; null: it finds without a promise. */
  wait: (() => Promise<unknown>) | null = null;
  readonly #keys = new Map<string, MadeKey>();
  readonly #listeners: (() => void)[] = [];

  /** Makes a key, or changes the one of the same secret. Returns its secret. */
  make(name: string, scopes: readonly Scope[], options: Partial<MadeKey> = {}): string {
    const secret = `gok_${name.padEnd(43, '0')}`;
    const id = this.#keys.get(secret)?.id ?? this.#keys.size + 1;
    const owner: CallerUser = { id: 7, role: 'ADMIN' };
    this.#keys.set(secret, { id, scopes, owner, operationsPerMinute: null, ...options });
    return secret;
  }

  /** What revoking, pausing and expiry do. */
  end(secret: string): void {
    this.#keys.delete(secret);
  }

  /** Tells that something was changed. */
  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  find(secret: string): FoundKey | null | Promise<FoundKey | null> {
    return this.wait === null ? this.#found(secret) : this.wait().then(() => this.#found(secret));
  }

  used(apiKeyId: number, address: string): void {
    this.uses.push([apiKeyId, address]);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #found(secret: string): FoundKey | null {
    const key = this.#keys.get(secret);
    if (key === undefined) return null;
    const { id, scopes, owner, operationsPerMinute } = key;
    return {
      apiKey: { id, scopes, operationsPerMinute, shownPrefix: secret.slice(4, 12) },
      owner,
      expiresAt: new Date(8.64e15),
    };
  }
}
