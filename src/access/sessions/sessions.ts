import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../audit/auditEntry.js';
import { recordAudit } from '../audit/recordAudit.js';
import { owned, type Owners } from '../owned.js';
import { USER_COLUMNS, type UserRow } from '../users/userRow.js';
import { endSessions } from './endSessions.js';
import { issueAccessToken, SESSION_BOUNDS, type Credentials, type SessionMaker } from './openSession.js';
import { readRefreshToken, refreshTokenOf } from './refreshToken.js';
import { selectSessions, sessionOf, type SessionRow } from './sessionRow.js';

/** A session that goes on, with its next credentials. */
export interface Refreshed {
  readonly user: UserRow;
  readonly session: SessionRow;
  readonly credentials: Credentials;
}

/** For so long, the refresh token before the newest still gets that one: two tabs refresh at once, or an answer is lost. */
const GRACE_SECONDS = 30;

/** Refreshes and ends sessions. Each change is a transaction over a connection of writers. */
export class Sessions {
  readonly #database: Pick<Database, 'db' | 'writers'>;
  readonly #maker: SessionMaker;
  readonly #onEnd: () => void;

  /** @param onEnd called after sessions may have ended, before the result is returned */
  constructor(
    database: Pick<Database, 'db' | 'writers'>,
    { clock, authKey }: Omit<SessionMaker, 'db'>,
    onEnd: () => void = () => undefined,
  ) {
    this.#database = database;
    this.#maker = { db: database.db, clock, authKey };
    this.#onEnd = onEnd;
  }

  /**
   * Issues the next tokens of a session. A token that was used before, and not just now, ends the session: somebody else
   * may have it.
   *
   * @param signal ends the work, and then nothing is stored, here and below
   * @returns null for a refresh token that does not count
   */
  async refresh(refreshToken: string, actor: Actor, signal?: AbortSignal): Promise<Refreshed | null> {
    const { authKey, clock, db } = this.#maker;
    const mark = readRefreshToken(authKey, refreshToken);
    if (mark === null) return null;
    const { sessionId } = mark;
    let hasEnded = false;
    const refreshed = await this.#change(signal, async (client) => {
      const now = clock.now();
      const [locked] = await rowsOver(
        client,
        db
          .selectFrom('sessions as session')
          .where(owned('session', 'EVERYBODY'))
          .innerJoin('users as owner', 'owner.id', 'session.owner_id')
          .where('session.id', '=', sessionId)
          .where('session.cookie_hash', 'is', null)
          .where('session.expires_at', '>', now)
          .where('owner.active', '=', true)
          .select(['session.owner_id', 'session.counter'])
          .select(
            sql<boolean>`${now} < session.rotated_at + make_interval(secs => ${GRACE_SECONDS})`.as(
              'is_grace',
            ),
          )
          .forUpdate('session'),
      );
      if (locked === undefined || mark.counter > locked.counter) return null;
      const { owner_id: userId, counter } = locked;
      const isNewest = mark.counter === counter;
      if (!isNewest && !(mark.counter === counter - 1 && locked.is_grace)) {
        hasEnded = true;
        await this.#delete(client, sessionId, userId);
        const subject = `Session:${sessionId}`;
        await recordAudit(client, {
          ...{ action: 'SESSION_REUSED', result: 'DENIED', subject },
          actor: { ...actor, userId },
        });
        return null;
      }
      if (isNewest) await this.#rotate(client, sessionId, userId);
      await rowsOver(
        client,
        db
          .deleteFrom('access_tokens')
          .where('session_id', '=', sessionId)
          .where('expires_at', '<=', now)
          .returning('session_id'),
      );
      const access = await issueAccessToken(this.#maker, client, sessionId);
      const [user] = await rowsOver(
        client,
        db.selectFrom('users').select(USER_COLUMNS).where('id', '=', userId),
      );
      const [session] = await rowsOver(
        client,
        selectSessions(db, userId, clock).where('session.id', '=', sessionId),
      );
      const next = refreshTokenOf(authKey, sessionId, isNewest ? counter + 1 : counter);
      return {
        user,
        session: sessionOf(session),
        credentials: { sessionId, cookie: null, ...access, refreshToken: next },
      };
    });
    if (hasEnded) this.#onEnd();
    return refreshed;
  }

  /** Ends a session; null where the owners have none with the id. */
  async end(id: number, owners: Owners, actor: Actor, signal?: AbortSignal): Promise<SessionRow | null> {
    const { clock, db } = this.#maker;
    const ended = await this.#change(signal, async (client) => {
      const [row] = await rowsOver(
        client,
        selectSessions(db, owners, clock).where('session.id', '=', id).forUpdate('session'),
      );
      if (row === undefined) return null;
      await this.#delete(client, id, row.owner_id);
      await recordAudit(client, { action: 'SIGN_OUT', result: 'DONE', actor, subject: `Session:${id}` });
      return sessionOf(row);
    });
    this.#onEnd();
    return ended;
  }

  /** Ends all sessions of a user. Returns how many ended. */
  async endAll(userId: number, actor: Actor, signal?: AbortSignal): Promise<number> {
    const count = await this.#change(signal, async (client) => {
      const sessions = await endSessions(this.#maker.db, client, userId, null);
      const subject = `User:${userId}`;
      await recordAudit(client, {
        ...{ action: 'SIGN_OUT', result: 'DONE', actor, subject },
        details: { sessions },
      });
      return sessions;
    });
    this.#onEnd();
    return count;
  }

  async #rotate(client: pg.ClientBase, id: number, userId: number): Promise<void> {
    const now = this.#maker.clock.now();
    const { days, idleDays } = SESSION_BOUNDS;
    await rowsOver(
      client,
      this.#maker.db
        .updateTable('sessions as session')
        .set({
          counter: sql<number>`session.counter + 1`,
          ...{ rotated_at: now, last_used_at: now },
          expires_at: sql<Date>`least(
            ${now} + make_interval(days => ${idleDays}::integer),
            session.created_at + make_interval(days => ${days}::integer)
          )`,
        })
        .where('session.id', '=', id)
        .where(owned('session', userId))
        .returning('session.id'),
    );
  }

  async #delete(client: pg.ClientBase, id: number, userId: number): Promise<void> {
    await rowsOver(
      client,
      this.#maker.db
        .deleteFrom('sessions as session')
        .where('session.id', '=', id)
        .where(owned('session', userId))
        .returning('session.id'),
    );
  }

  async #change<Result>(
    signal: AbortSignal | undefined,
    work: (client: pg.ClientBase) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#database.writers.during(signal).connect();
    try {
      return await inTransaction(client, () => work(client));
    } finally {
      client.release();
    }
  }
}
