import { sql, type Kysely, type SqlBool } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { Role } from '../roles.js';
import { scopesOf } from '../roles.js';
import type { Scope } from '../scopes.js';
import { owned, type Owners } from '../owned.js';

/** After so many days without a use, a key is shown as unused. */
export const UNUSED_DAYS = 90;

/** An API key as its owner may know it, without what is kept of its secret. */
export interface ApiKeyRow {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  /** The scopes that it was given and its owner still has. */
  readonly scopes: readonly Scope[];
  readonly paused: boolean;
  /** Null: as many as its owner. */
  readonly operationsPerMinute: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedAddress: string | null;
  readonly useCount: number;
  /** Null once the owner is deleted. */
  readonly owner: { readonly id: number; readonly name: string } | null;
  /** Whether it may be used now. */
  readonly isActive: boolean;
  /** Whether it was neither made nor used within UNUSED_DAYS. */
  readonly isUnused: boolean;
}

/** Returns the statement that reads the keys of the owners; the key has the alias `key`. */
export function selectApiKeys(db: Kysely<Tables>, owners: Owners) {
  return db
    .selectFrom('api_keys as key')
    .leftJoin('users as owner', 'owner.id', 'key.owner_id')
    .where(owned('key', owners))
    .select([
      'key.id',
      'key.name',
      'key.prefix',
      'key.scopes',
      'key.paused',
      'key.operations_per_minute',
      'key.created_at',
      'key.expires_at',
      'key.revoked_at',
      'key.last_used_at',
      'key.last_used_address',
      'key.use_count',
      'key.owner_id',
      'owner.name as owner_name',
      'owner.role as owner_role',
      sql<SqlBool>`key.revoked_at IS NULL AND NOT key.paused AND key.expires_at > now() AND owner.active`.as(
        'is_active',
      ),
      sql<SqlBool>`greatest(key.created_at, key.last_used_at) < now() - make_interval(days => ${UNUSED_DAYS}::integer)`.as(
        'is_unused',
      ),
    ]);
}

/** A row of `selectApiKeys`. Where it was read as JSON, instants are texts. */
export type SelectedApiKey = Awaited<ReturnType<ReturnType<typeof selectApiKeys>['execute']>>[number];

/** Reads a row of `selectApiKeys`, also one that was read as JSON. */
export function apiKeyOf(row: SelectedApiKey): ApiKeyRow {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: heldBy(row.owner_role, row.scopes),
    paused: row.paused,
    operationsPerMinute: row.operations_per_minute,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    revokedAt: instant(row.revoked_at),
    lastUsedAt: instant(row.last_used_at),
    lastUsedAddress: row.last_used_address,
    useCount: row.use_count,
    owner:
      row.owner_id === null || row.owner_name === null ? null : { id: row.owner_id, name: row.owner_name },
    isActive: row.is_active === true,
    isUnused: row.is_unused === true,
  };
}

const instant = (value: Date | null): Date | null => (value === null ? null : new Date(value));

function heldBy(role: Role | null, scopes: readonly Scope[]): readonly Scope[] {
  return role === null ? [] : scopesOf(role).filter((scope) => scopes.includes(scope));
}
