import { timingSafeEqual } from 'node:crypto';
import type { Database } from '../../database/database.js';
import type { Role } from '../roles.js';
import type { Scope } from '../scopes.js';
import type { FoundKey } from '../knownKeys.js';
import type { SecretMark } from './secret.js';

interface UsableKey {
  readonly id: number;
  readonly scopes: readonly Scope[];
  readonly prefix: string;
  readonly hash: Buffer;
  readonly former_prefix: string | null;
  readonly former_hash: Buffer | null;
  readonly former_until: Date | null;
  readonly operations_per_minute: number | null;
  readonly expires_at: Date;
  readonly owner_id: number;
  readonly role: Role;
}

interface Secret {
  readonly hash: Buffer;
  readonly until: number;
  readonly key: FoundKey;
}

/** The keys that may be used, as one read found them. A key ends by the clock, too, so that each use says when it is. */
export class KeyCopy {
  /** The prefix of one key may be the former prefix of another. */
  readonly #byPrefix = new Map<string, Secret[]>();

  constructor(rows: readonly UsableKey[]) {
    for (const row of rows) {
      const expiry = row.expires_at.getTime();
      const key = foundKeyOf(row);
      this.#add(row.prefix, { hash: row.hash, until: expiry, key });
      const { former_prefix: prefix, former_hash: hash, former_until: until } = row;
      if (prefix === null || hash === null || until === null) continue;
      const former = { ...key, apiKey: { ...key.apiKey, shownPrefix: prefix } };
      this.#add(prefix, { hash, until: Math.min(expiry, until.getTime()), key: former });
    }
  }

  /** @param time in milliseconds since 1970 */
  find({ prefix, hash }: SecretMark, time: number): FoundKey | null {
    const named = this.#byPrefix.get(prefix) ?? [];
    return named.find((one) => timingSafeEqual(one.hash, hash) && time < one.until)?.key ?? null;
  }

  #add(prefix: string, secret: Secret): void {
    const named = this.#byPrefix.get(prefix);
    if (named === undefined) this.#byPrefix.set(prefix, [secret]);
    else named.push(secret);
  }
}

function foundKeyOf(row: UsableKey): FoundKey {
  return {
    apiKey: {
      id: row.id,
      scopes: row.scopes,
      operationsPerMinute: row.operations_per_minute,
      shownPrefix: row.prefix,
    },
    owner: { id: row.owner_id, role: row.role },
    expiresAt: row.expires_at,
  };
}

/**
 * Reads the keys that are neither revoked, paused nor expired, and whose owner is active.
 *
 * @param time in milliseconds since 1970
 */
export async function readKeys(
  { query }: Pick<Database, 'query'>,
  time: number,
  signal: AbortSignal,
): Promise<KeyCopy> {
  const rows = await query<UsableKey>(
    `SELECT key.id, key.scopes, key.prefix, key.hash, key.former_prefix, key.former_hash, key.former_until,
       key.operations_per_minute, key.expires_at, key.owner_id, owner.role
     FROM api_keys AS key JOIN users AS owner ON owner.id = key.owner_id
     WHERE key.revoked_at IS NULL AND NOT key.paused AND owner.active AND key.expires_at > $1`,
    [new Date(time)],
    signal,
  );
  return new KeyCopy(rows);
}
