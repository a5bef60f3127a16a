import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { audited } from '../audit/audited.js';
import type { Actor } from '../audit/auditEntry.js';
import { LOCAL_USER } from '../caller.js';
import { owned, OWNED_TABLES } from '../owned.js';
import { hashPassword } from '../passwords/hashPassword.js';
import { endPasswordLinks, issuePasswordLink, type PasswordLink } from '../passwords/passwordLinks.js';
import { requirePassword } from '../passwords/requirePassword.js';
import { requireName } from '../requireName.js';
import type { Role } from '../roles.js';
import { endSessions } from '../sessions/endSessions.js';
import { Conflict } from './conflict.js';
import { makeRoom } from './makeRoom.js';
import { removeUser } from './removeUser.js';
import { requireAnotherAdmin } from './requireAnotherAdmin.js';
import { requireEmail } from './requireEmail.js';
import { USER_COLUMNS, type UserRow } from './userRow.js';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null: the user sets one by a link. */
  readonly password?: string | null;
}

/** A user who was added, and the link by which it sets its password; null: it has one. */
export interface AddedUser {
  readonly user: UserRow;
  readonly link: PasswordLink | null;
}

/** What to change of a user. What is undefined stays as it is. */
export interface UserChange {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
}

const FIELDS = ['email', 'name', 'role', 'active'] as const satisfies readonly (keyof UserChange)[];

/** How many things of each table were handed over. */
export type Adopted = Readonly<Record<(typeof OWNED_TABLES)[number], number>>;

const UNIQUE_VIOLATION = '23505';

/**
 * The users of the store. An e-mail address names one user, whatever the case of its letters. Each change is a
 * transaction over a connection of writers, with its entry of the audit. Where no user has the id, it returns null.
 */
export class Users {
  /** @param onChange called after each change, before its result is returned */
  constructor(
    private readonly database: Pick<Database, 'db' | 'jobs' | 'pool' | 'writers'>,
    private readonly onChange: () => void = () => undefined,
  ) {}

  /**
   * Adds a user.
   *
   * @param signal ends the work, and then nothing is stored, here and below
   * @throws UserError for an e-mail, name or password that cannot be one; Conflict if the e-mail is another user's
   */
  async add(
    { email: given, name, role, password = null }: NewUser,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<AddedUser> {
    const row = { email: requireEmail(given), name: requireName(name, 'a user'), role };
    if (password !== null) requirePassword(password, row);
    const password_hash = password === null ? null : await hashPassword(password);
    const act = { action: 'USER_CREATED', actor, details: { role }, signal } as const;
    const added = await audited(this.database, act, async (client) => {
      const [user] = await rowsOver(
        client,
        this.database.db
          .insertInto('users')
          .values({ ...row, password_hash })
          .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
          .returning(USER_COLUMNS),
      );
      if (user === undefined) throw takenEmail(row.email);
      const link = password_hash === null ? await issuePasswordLink(client, user.id) : null;
      return { result: { user, link }, subject: subjectOf(user.id) };
    });
    this.onChange();
    if (added === null) throw new Error('expected a user to be added, or an error');
    return added;
  }

  /**
   * Changes a user. One that is no longer active has no sessions left, and the password link ends with the e-mail that it
   * was made for. Values that the user has already change nothing, and its version does not grow then.
   *
   * @param version that the user had when the change was decided; null: any
   * @throws UserError for a change that is not allowed or is none; Conflict where the version is another, or the e-mail
   *   is another user's
   */
  async update(
    id: number,
    version: number | null,
    { email, name, ...others }: UserChange,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<UserRow | null> {
    requireAdded(id);
    const change = {
      ...others,
      email: email === undefined ? undefined : requireEmail(email),
      name: name === undefined ? undefined : requireName(name, 'a user'),
    };
    if (FIELDS.every((field) => change[field] === undefined)) {
      throw new UserError(
        'Expected something to change of the user, got nothing: give email, name, role or active.',
      );
    }
    const isOneself = actor.userId === id;
    const mayEndAdmin = change.active === false || (change.role !== undefined && change.role !== 'ADMIN');
    let unchanged: UserRow | null = null;
    const act = { action: 'USER_CHANGED', actor, subject: subjectOf(id), signal } as const;
    const changed = await audited(this.database, act, async (client) => {
      if (mayEndAdmin && !isOneself) await requireAnotherAdmin(client, id);
      const user = await this.#lock(client, id, version);
      if (user === null) return null;
      const fields = FIELDS.filter((field) => change[field] !== undefined && change[field] !== user[field]);
      if (fields.length === 0) {
        unchanged = user;
        return null;
      }
      if (isOneself) requireNoOwn(fields);
      const result = await this.#store(client, id, change);
      if (fields.includes('email')) await endPasswordLinks(client, id);
      if (!result.active) await endSessions(this.database.db, client, id, null);
      return { result, details: { fields: fields.join(' '), version: result.version } };
    });
    this.onChange();
    return changed ?? unchanged;
  }

  /**
   * Deletes a user with everything that belongs to it. Its API keys stay listed: they are revoked and have no owner.
   *
   * @returns the user as it was
   * @throws UserError for the last active administrator, and for the user who asks; Conflict where the version is another
   */
  async delete(
    id: number,
    version: number | null,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<UserRow | null> {
    requireAdded(id);
    if (actor.userId === id) {
      throw new UserError(
        'Expected another user than the one who asks, got the same: use deleteMyAccount, or ask another administrator.',
      );
    }
    const act = { action: 'USER_DELETED', actor, subject: subjectOf(id), signal } as const;
    const deleted = await audited(this.database, act, async (client) => {
      await requireAnotherAdmin(client, id);
      const user = await this.#lock(client, id, version);
      if (user === null) return null;
      return { result: user, details: { ...(await removeUser(this.database.db, client, id)) } };
    });
    this.onChange();
    return deleted;
  }

  /**
   * Makes a link by which a user sets another password. The password of now works until then.
   *
   * @throws UserError for the built-in user
   */
  resetPassword(id: number, actor: Actor, signal?: AbortSignal): Promise<PasswordLink | null> {
    requireAdded(id);
    const act = { action: 'USER_CHANGED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      if ((await this.#lock(client, id, null)) === null) return null;
      return { result: await issuePasswordLink(client, id), details: { fields: 'passwordLink' } };
    });
  }

  /** Returns all users in the order of their ids, the built-in one first. */
  list(): Promise<UserRow[]> {
    return this.database.db.selectFrom('users').select(USER_COLUMNS).orderBy('id').execute();
  }

  /** @throws UserError if no user has the e-mail */
  async find(email: string): Promise<UserRow> {
    const found = await this.database.db
      .selectFrom('users')
      .select(USER_COLUMNS)
      .where(sql<string>`lower(email)`, '=', sql<string>`lower(${email.trim()})`)
      .executeTakeFirst();
    if (found !== undefined) return found;
    throw new UserError(
      `Expected the e-mail address of a user, got "${shown(email)}": "greyoak users list" shows them.`,
    );
  }

  /**
   * Hands over to a user everything that the built-in user owns, all of it or nothing.
   *
   * @throws UserError if no user has the e-mail
   */
  async adopt(email: string, actor: Actor): Promise<Adopted> {
    const { id } = await this.find(email);
    const act = { action: 'USER_CHANGED', actor, subject: subjectOf(id) } as const;
    const adopted = await audited(this.database, act, async (client) => {
      const counts: [string, number][] = [];
      await makeRoom(this.database.db, client, LOCAL_USER, id);
      for (const table of OWNED_TABLES) {
        const rows = await rowsOver(
          client,
          this.database.db
            .updateTable(table)
            .set({ owner_id: id })
            .where(owned(table, LOCAL_USER))
            .returning('owner_id'),
        );
        counts.push([table, rows.length]);
      }
      const result = Object.fromEntries(counts) as Adopted;
      return { result, details: { adopted: true, ...result } };
    });
    if (adopted === null) throw new Error('expected counts of what was handed over');
    return adopted;
  }

  /** Locks a user that is to be changed; null: there is none. @throws Conflict where its version is another */
  async #lock(client: pg.ClientBase, id: number, version: number | null): Promise<UserRow | null> {
    const [user = null] = await rowsOver(
      client,
      this.database.db.selectFrom('users').select(USER_COLUMNS).where('id', '=', id).forNoKeyUpdate(),
    );
    if (user === null || version === null || user.version === version) return user;
    throw new Conflict(
      `Expected version ${user.version} of the user, got ${version}: it was changed meanwhile, so look at it as it is ` +
        'now, and send the change again with its version.',
      user,
    );
  }

  async #store(client: pg.ClientBase, id: number, change: UserChange): Promise<UserRow> {
    const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const statement = this.database.db
      .updateTable('users')
      .set({ ...set, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .returning(USER_COLUMNS);
    try {
      const [user] = await rowsOver(client, statement);
      return user;
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      throw takenEmail(change.email ?? '');
    }
  }
}

const subjectOf = (id: number): string => `User:${id}`;

const takenEmail = (email: string): Conflict =>
  new Conflict(
    `Expected an e-mail address of no other user, got "${shown(email)}": the list of users shows who has it.`,
  );

/** @throws UserError for the built-in user */
function requireAdded(id: number): void {
  if (id !== LOCAL_USER) return;
  throw new UserError(
    'Expected a user who was added, got the built-in user "local", which nothing changes: name another.',
  );
}

/** @throws UserError where a user would change what only others may change of it */
function requireNoOwn(fields: readonly (keyof UserChange)[]): void {
  const own = fields.find((field) => field === 'role' || field === 'active');
  if (own === undefined) return;
  throw new UserError(
    `Expected another administrator to change ${own} of a user, got the user itself: ask another administrator.`,
  );
}
