import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import type { FoundSession } from '../knownSessions.js';
import type { Role } from '../roles.js';

/** A session, and how long what it was found by still counts, in milliseconds. */
export interface ReadSession extends FoundSession {
  readonly leftMs: number;
}

interface Row {
  readonly key: string;
  readonly id: number;
  readonly user_id: number;
  readonly role: Role;
  readonly left_ms: number;
}

/** Now, with the offset of tests as the second parameter. */
const NOW = 'now() + make_interval(secs => $2)';

const COLUMNS = 'session.id, owner.id AS user_id, owner.role';
const OF_ACTIVE = `JOIN users AS owner ON owner.id = session.owner_id AND owner.active
  WHERE session.expires_at > ${NOW}`;
const left = (until: string): string =>
  `(extract(epoch FROM ${until} - (${NOW})) * 1000)::double precision AS left_ms`;

const BY_HASH = `
  SELECT encode(token.hash, 'hex') AS key, ${COLUMNS}, ${left('least(token.expires_at, session.expires_at)')}
  FROM access_tokens AS token JOIN sessions AS session ON session.id = token.session_id ${OF_ACTIVE}
    AND token.hash = ANY ($1::bytea[]) AND token.expires_at > ${NOW}
  UNION ALL
  SELECT encode(session.cookie_hash, 'hex') AS key, ${COLUMNS}, ${left('session.expires_at')}
  FROM sessions AS session ${OF_ACTIVE} AND session.cookie_hash = ANY ($1::bytea[])`;

const BY_ID = `
  SELECT session.id::text AS key, ${COLUMNS}, ${left('session.expires_at')}
  FROM sessions AS session ${OF_ACTIVE} AND session.id = ANY ($1::integer[])`;

type Reader = Pick<Database, 'query'>;

/**
 * Reads the sessions of access tokens and cookies, by the hashes of these. What has expired or ended, or belongs to a user
 * that is not active, is left out.
 *
 * @param hashes in hexadecimal digits
 */
export async function readByHash(
  database: Reader,
  clock: DatabaseClock,
  hashes: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReadSession>> {
  const keys = hashes.map((hash) => Buffer.from(hash, 'hex'));
  const rows = await database.query<Row>(BY_HASH, [keys, clock.offsetMs / 1000], signal);
  return new Map(rows.map((row) => [row.key, readSessionOf(row)]));
}

/** Reads sessions by their ids, as `readByHash`. */
export async function readById(
  database: Reader,
  clock: DatabaseClock,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, ReadSession>> {
  const rows = await database.query<Row>(BY_ID, [ids, clock.offsetMs / 1000], signal);
  return new Map(rows.map((row) => [row.id, readSessionOf(row)]));
}

function readSessionOf({ id, user_id, role, left_ms: leftMs }: Row): ReadSession {
  return { session: { id }, user: { id: user_id, role }, leftMs };
}
