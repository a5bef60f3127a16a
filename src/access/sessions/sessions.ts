import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../audit/auditEntry.js';
import { recordAudit } from '../audit/recordAudit.js';
import { owned, type Owners } from '../owned.js';
import { USER_COLUMNS, type UserRow } from '../users/userRow.js';
import { issueAccessToken, type Credentials, type SessionMaker } from './openSession.js';
import { readRefreshToken, refreshTokenOf } from './refreshToken.js';
import { rotateSession } from './rotateSession.js';
import { selectSessions, SESSION_COLUMNS, sessionOf, type SessionRow } from './sessionRow.js';

/** A session that was refreshed, with its new credentials. */
export interface Refreshed {
  readonly user: UserRow;
  readonly session: SessionRow;
  readonly credentials: Credentials;
}

/** Refreshes and ends sessions. Each change is a transaction over a connection of writers. */
export class Sessions {
  readonly #maker: SessionMaker;
  readonly #writers: Database['writers'];
  readonly #onEnd: (sessionId: number) => void;

  /** @param onEnd called with the id of each session that ended, before the result is returned */
  constructor(
    { db, writers }: Pick<Database, 'db' | 'writers'>,
    { clock, authKey }: Pick<SessionMaker, 'clock' | 'authKey'>,
    onEnd: (sessionId: number) => void = () => undefined,
  ) {
    this.#maker = { db, clock, authKey };
    this.#writers = writers;
    this.#onEnd = onEnd;
  }

  /**
   * Issues the next tokens of a session, which then lasts for another 7 days. The token before the newest one counts for
   * 30 s more and gets the same refresh token as the first time. Where it is sent later, or an earlier one is, the session
   * ends.
   *
   * @param signal ends the work, and then nothing is stored, here and below
   * @returns null where the token does not count
   */
  async refresh(refreshToken: string, actor: Actor, signal?: AbortSignal): Promise<Refreshed | null> {
    const { db, clock, authKey } = this.#maker;
    const mark = readRefreshToken(authKey, refreshToken);
    if (mark === null) return null;
    const { sessionId: id } = mark;
    const refreshed = await this.#change(signal, async (client) => {
      const rotated = await rotateSession(this.#maker, client, mark);
      if (rotated === null) return null;
      const { ownerId, counter } = rotated;
      if (counter === null) {
        await recordAudit(client, {
          ...{ action: 'SESSION_REUSED', result: 'DENIED', subject: `Session:${id}` },
          actor: { ...actor, userId: ownerId, apiKeyId: null },
        });
        return 'REUSED';
      }
      const access = await issueAccessToken(this.#maker, client, id);
      const [session] = await rowsOver(
        client,
        selectSessions(db, ownerId, clock).where('session.id', '=', id),
      );
      const [user] = await rowsOver(
        client,
        db.selectFrom('users').select(USER_COLUMNS).where('id', '=', ownerId),
      );
      const next = refreshTokenOf(authKey, id, counter);
      const credentials = { sessionId: id, cookie: null, ...access, refreshToken: next };
      return { user, session: sessionOf(session), credentials };
    });
    if (refreshed !== 'REUSED') return refreshed;
    this.#onEnd(id);
    return null;
  }

  /** Ends a session. @returns null where the owners have no such session */
  async end(id: number, owners: Owners, actor: Actor, signal?: AbortSignal): Promise<SessionRow | null> {
    const { db, clock } = this.#maker;
    const ended = await this.#change(signal, async (client) => {
      const statement = db
        .deleteFrom('sessions as session')
        .where(owned('session', owners))
        .where('session.id', '=', id)
        .where('session.expires_at', '>', clock.now())
        .returning(SESSION_COLUMNS);
      const row = (await rowsOver(client, statement)).at(0);
      if (row === undefined) return null;
      await recordAudit(client, {
        ...{ action: 'SIGN_OUT', result: 'DONE', actor },
        ...{ subject: `Session:${id}`, details: { userId: row.owner_id } },
      });
      return sessionOf(row);
    });
    if (ended !== null) this.#onEnd(id);
    return ended;
  }

  /** Ends one session of a user, or all of them. @returns how many ended */
  async endOf(
    userId: number,
    sessionId: number | 'ALL',
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<number> {
    if (sessionId !== 'ALL') return (await this.end(sessionId, userId, actor, signal)) === null ? 0 : 1;
    const ended = await this.#change(signal, async (client) => {
      const rows = await rowsOver(
        client,
        this.#maker.db
          .deleteFrom('sessions as session')
          .where(owned('session', userId))
          .returning('session.id'),
      );
      if (rows.length > 0) {
        await recordAudit(client, {
          ...{ action: 'SIGN_OUT', result: 'DONE', actor },
          ...{ subject: `User:${userId}`, details: { sessions: rows.length } },
        });
      }
      return rows;
    });
    for (const { id } of ended) this.#onEnd(id);
    return ended.length;
  }

  async #change<Result>(
    signal: AbortSignal | undefined,
    work: (client: pg.ClientBase) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#writers.during(signal).connect();
    try {
      return await inTransaction(client, () => work(client));
    } finally {
      client.release();
    }
  }
}
