import type pg from 'pg';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../audit/auditEntry.js';
import { recordAudit } from '../audit/recordAudit.js';
import { hashPassword } from '../passwords/hashPassword.js';
import { endPasswordLinks } from '../passwords/passwordLinks.js';
import { requirePassword } from '../passwords/requirePassword.js';
import { hashOfSecret } from '../secrets.js';
import { endSessions } from '../sessions/endSessions.js';
import { removeUser } from '../users/removeUser.js';
import { requireAnotherAdmin } from '../users/requireAnotherAdmin.js';
import { USER_COLUMNS, type UserRow } from '../users/userRow.js';
import { PasswordCheck, type Checked, type ShownUser } from './passwordCheck.js';
import type { SignInDependencies } from './signInDependencies.js';

/** How a change ended that the password of the user was asked for. */
export type OwnChange<Result> =
  { readonly outcome: 'DONE'; readonly result: Result } | Exclude<Checked, { readonly outcome: 'RIGHT' }>;

/** Changes the password of a user, and deletes its account, as the user itself asks for. */
export class OwnPassword {
  readonly #check: PasswordCheck;

  /** @param onChange called after each change, before its result is returned: sessions and keys may have ended */
  constructor(
    private readonly parts: SignInDependencies,
    private readonly onChange: () => void = () => undefined,
  ) {
    this.#check = new PasswordCheck(parts);
  }

  /**
   * Sets a password by the token of a link, and ends all sessions of the user.
   *
   * @returns false for a token that is unknown, used or expired, or of a user who is not active
   * @throws UserError for a password that may not be used; the token is good for another then
   */
  async setByLink(token: string, password: string, actor: Actor, signal?: AbortSignal): Promise<boolean> {
    const { db } = this.parts.database;
    const hash = hashOfSecret(token);
    const link = await this.#links(hash).executeTakeFirst();
    if (link === undefined) return false;
    requirePassword(password, { email: link.email ?? '', name: link.name });
    const passwordHash = await hashPassword(password, this.parts.parameters);
    return this.#inTransaction(signal, async (client) => {
      const users = db.selectFrom('users').where('id', '=', link.id).select('id').forNoKeyUpdate();
      await rowsOver(client, users);
      const isGood = (await rowsOver(client, this.#links(hash))).length > 0;
      if (!isGood) return false;
      await this.#store(client, link.id, passwordHash, null, { ...actor, userId: link.id, apiKeyId: null });
      return true;
    });
  }

  /**
   * Replaces the password of a user who has signed in, and ends its other sessions.
   *
   * @param userId who has signed in
   * @param sessionId the session that goes on
   * @throws UserError for a password that may not be used
   */
  async change(
    { userId, sessionId }: { readonly userId: number; readonly sessionId: number },
    { current, next }: { readonly current: string; readonly next: string },
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<OwnChange<UserRow>> {
    const denied = { action: 'PASSWORD_CHANGED', actor } as const;
    return this.#changed(userId, current, denied, signal, async ({ email, name }) => {
      requirePassword(next, { email: email ?? '', name });
      const passwordHash = await hashPassword(next, this.parts.parameters);
      return (client) => this.#store(client, userId, passwordHash, sessionId, actor);
    });
  }

  /**
   * Deletes a user who has signed in, with what belongs to it. Its API keys stay listed, revoked and without an owner.
   *
   * @throws UserError for the last active administrator
   */
  deleteAccount(
    userId: number,
    password: string,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<OwnChange<true>> {
    const denied = { action: 'USER_DELETED', actor } as const;
    const remove = async (client: pg.ClientBase): Promise<true> => {
      const { keysRevoked, deleted } = await removeUser(this.parts.database.db, client, userId);
      await recordAudit(client, {
        ...{ action: 'USER_DELETED', result: 'DONE', actor, subject: `User:${userId}` },
        details: { keysRevoked, deleted },
      });
      return true;
    };
    return this.#changed(
      userId,
      password,
      denied,
      signal,
      () => Promise.resolve(remove),
      (client) => requireAnotherAdmin(client, userId),
    );
  }

  /** The link of a token, with its user; none where it does not count. */
  #links(hash: Buffer) {
    const { clock, database } = this.parts;
    return database.db
      .selectFrom('password_links as link')
      .innerJoin('users as user', 'user.id', 'link.user_id')
      .where('link.hash', '=', hash)
      .where('link.expires_at', '>', clock.now())
      .where('user.active', '=', true)
      .select(['user.id', 'user.email', 'user.name']);
  }

  /**
   * Does a change for which the password is asked.
   *
   * @param prepare called once the password is right; it returns what is done in the transaction
   * @param before called first in the transaction
   */
  async #changed<Result>(
    userId: number,
    password: string,
    denied: { readonly action: 'PASSWORD_CHANGED' | 'USER_DELETED'; readonly actor: Actor },
    signal: AbortSignal | undefined,
    prepare: (user: ShownUser) => Promise<(client: pg.ClientBase) => Promise<Result>>,
    before: (client: pg.ClientBase) => Promise<void> = () => Promise.resolve(),
  ): Promise<OwnChange<Result>> {
    const checked = await this.#check.check({ userId }, password, denied, signal);
    if (checked.outcome !== 'RIGHT') return checked;
    const { user, takeBack } = checked;
    await this.#inTransaction(signal, takeBack);
    const work = await prepare(user);
    return this.#inTransaction(signal, async (client) => {
      await before(client);
      if (!(await this.#isStill(client, user))) return { outcome: 'WRONG' };
      return { outcome: 'DONE', result: await work(client) };
    });
  }

  /** Locks a user, and says whether it is active and has the password that was shown. */
  async #isStill(client: pg.ClientBase, { id, passwordHash }: ShownUser): Promise<boolean> {
    const users = this.parts.database.db
      .selectFrom('users')
      .where('id', '=', id)
      .where('active', '=', true)
      .where('password_hash', '=', passwordHash)
      .select('id')
      .forUpdate();
    return (await rowsOver(client, users)).length > 0;
  }

  /** Stores a password. No link is good any more, and the sessions end. @param except one that goes on; null: none */
  async #store(
    client: pg.ClientBase,
    userId: number,
    passwordHash: string,
    except: number | null,
    actor: Actor,
  ): Promise<UserRow> {
    const { db } = this.parts.database;
    const [user] = await rowsOver(
      client,
      db
        .updateTable('users')
        .set(({ eb }) => ({ password_hash: passwordHash, version: eb('version', '+', 1) }))
        .where('id', '=', userId)
        .returning(USER_COLUMNS),
    );
    await endPasswordLinks(client, userId);
    const sessionsEnded = await endSessions(db, client, userId, except);
    await recordAudit(client, {
      ...{ action: 'PASSWORD_CHANGED', result: 'DONE', actor, subject: `User:${userId}` },
      details: { sessionsEnded },
    });
    return user;
  }

  async #inTransaction<Result>(
    signal: AbortSignal | undefined,
    work: (client: pg.ClientBase) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.parts.database.writers.during(signal).connect();
    try {
      return await inTransaction(client, () => work(client));
    } finally {
      client.release();
      this.onChange();
    }
  }
}
