import { sql } from 'kysely';
import type pg from 'pg';
import { rowsOver } from '../../database/rowsOver.js';
import { SESSION_BOUNDS, type SessionMaker } from './openSession.js';
import type { RefreshMark } from './refreshToken.js';

/** For how long a refresh token still counts after its successor was issued, unless the successor was used. */
const GRACE_SECONDS = 30;

/** What became of a session that a refresh token was sent for. */
export interface Rotated {
  readonly ownerId: number;
  /** Of the refresh token to answer with; null: the token was used before, and the session has ended. */
  readonly counter: number | null;
}

type Maker = Pick<SessionMaker, 'db' | 'clock'>;

/**
 * Counts a session on from a refresh token, and deletes its access tokens that have expired.
 *
 * @param client the connection of a transaction
 * @returns null where the session is gone or has expired, or its user is not active
 */
export async function rotateSession(
  maker: Maker,
  client: pg.ClientBase,
  { sessionId, counter: seen }: RefreshMark,
): Promise<Rotated | null> {
  const { db, clock } = maker;
  const now = clock.now();
  const { idleDays, days } = SESSION_BOUNDS;
  const isInTime = sql<boolean>`session.expires_at > ${now} AND session.cookie_hash IS NULL
    AND EXISTS (SELECT FROM users AS owner WHERE owner.id = session.owner_id AND owner.active)`;
  const rotated = await rowsOver(
    client,
    db
      .updateTable('sessions as session')
      .set({
        counter: sql<number>`session.counter + 1`,
        ...{ rotated_at: now, last_used_at: now },
        expires_at: sql<Date>`least(
          ${now} + make_interval(days => ${idleDays}::integer),
          session.created_at + make_interval(days => ${days}::integer)
        )`,
      })
      .where('session.id', '=', sessionId)
      .where('session.counter', '=', seen)
      .where(isInTime)
      .returning('session.owner_id as ownerId'),
  );
  if (rotated.length > 0) {
    await deleteExpired(maker, client, sessionId);
    return { ...rotated[0], counter: seen + 1 };
  }
  const found = await rowsOver(
    client,
    db
      .selectFrom('sessions as session')
      .where('session.id', '=', sessionId)
      .where(isInTime)
      .select(['session.owner_id as ownerId', 'session.counter'])
      .select(
        sql<boolean>`session.rotated_at + make_interval(secs => ${GRACE_SECONDS}) > ${now}`.as('isGrace'),
      )
      .forNoKeyUpdate(),
  );
  if (found.length === 0) return null;
  const { ownerId, counter, isGrace } = found[0];
  // A store that was restored from a backup may have counted less far.
  if (seen >= counter) return null;
  if (seen === counter - 1 && isGrace) return { ownerId, counter };
  await rowsOver(client, db.deleteFrom('sessions as session').where('session.id', '=', sessionId));
  return { ownerId, counter: null };
}

async function deleteExpired({ db, clock }: Maker, client: pg.ClientBase, sessionId: number): Promise<void> {
  await rowsOver(
    client,
    db.deleteFrom('access_tokens').where('session_id', '=', sessionId).where('expires_at', '<=', clock.now()),
  );
}
