import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import { rowsOver } from '../../database/rowsOver.js';
import type { AuthKey } from '../authKey.js';
import { owned } from '../owned.js';
import { hashOfSecret, randomSecret } from '../secrets.js';
import { refreshTokenOf } from './refreshToken.js';

export const SESSION_BOUNDS = {
  /** The most sessions of a user; the oldest ends where another begins. */
  ofUser: 5,
  accessMinutes: 15,
  /** How long a session lasts that is not refreshed, or whose cookie is not used. */
  idleDays: 7,
  /** How long a session lasts at most. */
  days: 30,
  userAgent: 200,
} as const;

export interface NewSession {
  readonly userId: number;
  /** Whether it is of our own page, which gets a cookie and no tokens. */
  readonly cookie: boolean;
  readonly address: string;
  /** The header User-Agent; null: none. */
  readonly userAgent: string | null;
}

/** The credentials of a session, which are known only now. Either the cookie or the tokens are null. */
export interface Credentials {
  readonly sessionId: number;
  readonly cookie: string | null;
  readonly accessToken: string | null;
  readonly accessTokenExpiresAt: Date | null;
  readonly refreshToken: string | null;
}

export interface SessionMaker {
  readonly db: Database['db'];
  readonly clock: DatabaseClock;
  readonly authKey: AuthKey;
}

/**
 * Begins a session of a user, and ends the oldest where there are too many. The caller has locked the row of the user, so
 * that sessions are counted by one sign-in at a time.
 *
 * @param client the connection of the transaction of the sign-in
 */
export async function openSession(
  { db, clock, authKey }: SessionMaker,
  client: pg.ClientBase,
  { userId, cookie: isCookie, address, userAgent }: NewSession,
): Promise<Credentials> {
  const now = clock.now();
  const cookie = isCookie ? randomSecret('goc_') : null;
  const [{ id, counter }] = await rowsOver(
    client,
    db
      .insertInto('sessions')
      .values({
        owner_id: userId,
        cookie_hash: cookie === null ? null : hashOfSecret(cookie),
        ...{ rotated_at: now, created_at: now, last_used_at: now, address },
        expires_at: sql<Date>`${now} + make_interval(days => ${SESSION_BOUNDS.idleDays}::integer)`,
        user_agent: userAgent?.slice(0, SESSION_BOUNDS.userAgent) ?? null,
      })
      .returning(['id', 'counter']),
  );
  await rowsOver(
    client,
    db
      .deleteFrom('sessions as session')
      .where(owned('session', userId))
      .where('session.id', 'in', (rest) =>
        rest
          .selectFrom('sessions as other')
          .where(owned('other', userId))
          .select('other.id')
          .orderBy('other.id', 'desc')
          .offset(SESSION_BOUNDS.ofUser),
      ),
  );
  if (cookie !== null) {
    return { sessionId: id, cookie, accessToken: null, accessTokenExpiresAt: null, refreshToken: null };
  }
  const access = await issueAccessToken({ db, clock }, client, id);
  return { sessionId: id, cookie, ...access, refreshToken: refreshTokenOf(authKey, id, counter) };
}

/** Makes another access token of a session. */
export async function issueAccessToken(
  { db, clock }: Pick<SessionMaker, 'db' | 'clock'>,
  client: pg.ClientBase,
  sessionId: number,
): Promise<Pick<Credentials, 'accessToken' | 'accessTokenExpiresAt'>> {
  const accessToken = randomSecret('goa_');
  const minutes = SESSION_BOUNDS.accessMinutes;
  const [{ expires_at: accessTokenExpiresAt }] = await rowsOver(
    client,
    db
      .insertInto('access_tokens')
      .values({
        hash: hashOfSecret(accessToken),
        session_id: sessionId,
        expires_at: sql<Date>`${clock.now()} + make_interval(mins => ${minutes}::integer)`,
      })
      .returning('expires_at'),
  );
  return { accessToken, accessTokenExpiresAt };
}
