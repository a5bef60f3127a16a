import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import type { FoundSession } from '../knownSessions.js';
import type { Role } from '../roles.js';

/** What sessions are looked for by. */
export interface SessionsAsked {
  /** SHA-256 of access tokens and of cookies. */
  readonly hashes: readonly Buffer[];
  readonly ids: readonly number[];
}

/** A session that was looked for and counts. */
export interface ReadSession {
  /** The SHA-256 that it was looked for by; null: its id. */
  readonly hash: Buffer | null;
  readonly found: FoundSession;
  /** For how long its credential counts from the read on, in milliseconds. */
  readonly leftMs: number;
}

interface Row {
  readonly id: number;
  readonly owner_id: number;
  readonly role: Role;
  readonly hash: Buffer | null;
  readonly left_ms: number;
}

/** Reads, by one statement, those sessions that count: neither they nor their credential have expired, and their user is active. */
export async function readSessions(
  { db, query }: Pick<Database, 'db' | 'query'>,
  clock: DatabaseClock,
  { hashes, ids }: SessionsAsked,
  signal: AbortSignal,
): Promise<readonly ReadSession[]> {
  const now = clock.now();
  const statement = sql`
    SELECT session.id, session.owner_id, owner.role, asked.hash,
      extract(epoch FROM least(asked.expires_at, session.expires_at) - (${now}))::float8 * 1000 AS left_ms
    FROM (
      SELECT token.hash, token.session_id, token.expires_at FROM access_tokens AS token
        WHERE token.hash = ANY (${hashes}::bytea[])
      UNION ALL
      SELECT cookie.cookie_hash, cookie.id, cookie.expires_at FROM sessions AS cookie
        WHERE cookie.cookie_hash = ANY (${hashes}::bytea[])
      UNION ALL
      SELECT NULL, named.id, named.expires_at FROM sessions AS named WHERE named.id = ANY (${ids}::integer[])
    ) AS asked (hash, session_id, expires_at)
    JOIN sessions AS session ON session.id = asked.session_id
    JOIN users AS owner ON owner.id = session.owner_id
    WHERE owner.active AND asked.expires_at > ${now} AND session.expires_at > ${now}`;
  const { sql: text, parameters } = statement.compile(db);
  const rows = await query<Row>(text, parameters, signal);
  return rows.map(({ id, owner_id, role, hash, left_ms: leftMs }) => ({
    hash,
    found: { session: { id }, user: { id: owner_id, role } },
    leftMs,
  }));
}
