import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { audited } from '../audit/audited.js';
import type { Actor } from '../audit/auditEntry.js';
import { LOCAL_USER } from '../caller.js';
import { OWNED_TABLES } from '../owned.js';
import { requireName } from '../requireName.js';
import type { Role } from '../roles.js';
import { requireEmail } from './requireEmail.js';
import { USER_COLUMNS, type UserRow } from './userRow.js';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** How many things of each table were handed over. */
export type Adopted = Readonly<Record<(typeof OWNED_TABLES)[number], number>>;

/** The users of the store. An e-mail address names one user, whatever the case of its letters. */
export class Users {
  constructor(private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>) {}

  /** @throws UserError for an e-mail or name that cannot be one, and if the e-mail is another user's */
  async add({ email, name, role }: NewUser, actor: Actor): Promise<UserRow> {
    const row = { email: requireEmail(email), name: requireName(name, 'a user'), role };
    const added = await audited(this.database, { action: 'USER_CREATED', actor }, async (client) => {
      const [user] = await rowsOver<UserRow>(
        client,
        this.database.db
          .insertInto('users')
          .values(row)
          .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
          .returning(USER_COLUMNS),
      );
      return user === undefined
        ? null
        : { result: user, subject: `User:${user.id}`, details: { role: user.role } };
    });
    if (added !== null) return added;
    throw new UserError(
      `Expected an e-mail address of no other user, got "${shown(email)}": "greyoak users list" shows who has it.`,
    );
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
    const act = { action: 'USER_CHANGED', actor, subject: `User:${id}` } as const;
    const adopted = await audited(this.database, act, async (client) => {
      const counts: [string, number][] = [];
      for (const table of OWNED_TABLES) {
        const rows = await rowsOver(
          client,
          this.database.db
            .updateTable(table)
            .set({ owner_id: id })
            .where('owner_id', '=', LOCAL_USER)
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
}
