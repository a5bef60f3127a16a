import type { Kysely } from 'kysely';
import type { DatabaseClock } from '../../database/databaseClock.js';
import type { Tables } from '../../database/tables.js';
import { owned, type Owners } from '../owned.js';

/** A session as its user may know it, without what is kept of its credentials. */
export interface SessionRow {
  readonly id: number;
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  /** From where it began. */
  readonly address: string;
  /** Null where the client sent none. */
  readonly userAgent: string | null;
}

/** The columns of a session with the alias `session` that may be shown. */
export const SESSION_COLUMNS = [
  'session.id',
  'session.owner_id',
  'session.created_at',
  'session.last_used_at',
  'session.expires_at',
  'session.address',
  'session.user_agent',
] as const;

/** Returns the statement that reads the sessions of the owners that have not expired; the session has the alias `session`. */
export function selectSessions(db: Kysely<Tables>, owners: Owners, clock: DatabaseClock) {
  return db
    .selectFrom('sessions as session')
    .where(owned('session', owners))
    .where('session.expires_at', '>', clock.now())
    .select(SESSION_COLUMNS);
}

/** A row of `selectSessions`. Where it was read as JSON, instants are texts. */
export type SelectedSession = Awaited<ReturnType<ReturnType<typeof selectSessions>['execute']>>[number];

/** Reads a row of `selectSessions`, also one that was read as JSON. */
export function sessionOf(row: SelectedSession): SessionRow {
  return {
    id: row.id,
    ownerId: row.owner_id,
    createdAt: new Date(row.created_at),
    lastUsedAt: new Date(row.last_used_at),
    expiresAt: new Date(row.expires_at),
    address: row.address,
    userAgent: row.user_agent,
  };
}
