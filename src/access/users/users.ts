import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
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
  constructor(private readonly database: Pick<Database, 'db' | 'jobs'>) {}

  /** @throws UserError for an e-mail or name that cannot be one, and if the e-mail is another user's */
  async add({ email, name, role }: NewUser): Promise<UserRow> {
    const row = { email: requireEmail(email), name: requireName(name, 'a user'), role };
    const added = await this.database.db
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
      .returning(USER_COLUMNS)
      .executeTakeFirst();
    if (added !== undefined) return added;
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
  async adopt(email: string): Promise<Adopted> {
    const { id } = await this.find(email);
    const client = await this.database.jobs.connect();
    try {
      return await inTransaction(client, async () => {
        const adopted: [string, number][] = [];
        for (const table of OWNED_TABLES) {
          const rows = await rowsOver(
            client,
            this.database.db
              .updateTable(table)
              .set({ owner_id: id })
              .where('owner_id', '=', LOCAL_USER)
              .returning('owner_id'),
          );
          adopted.push([table, rows.length]);
        }
        return Object.fromEntries(adopted) as Adopted;
      });
    } finally {
      client.release();
    }
  }
}
