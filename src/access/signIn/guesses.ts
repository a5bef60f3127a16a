import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import { rowsOver } from '../../database/rowsOver.js';
import type { AuthKey } from '../authKey.js';
import { callerKey } from '../callerKey.js';

/** A try that was counted, or in how many seconds one is taken. */
export type CountedTry = { readonly id: number } | { readonly retryAfter: number };

/** Who tries to show the password of an account. */
export interface Guess {
  readonly email: string;
  /** Null: no user has the e-mail. */
  readonly userId: number | null;
  readonly address: string;
}

/** Counts tries to show a password. Migration 0013 says which are refused. */
export class Guesses {
  constructor(
    private readonly db: Database['db'],
    private readonly clock: DatabaseClock,
    private readonly authKey: AuthKey,
  ) {}

  /**
   * Counts a try before the password is looked at, with one statement, so that parallel ones count too. A try that is
   * refused is not counted.
   */
  async count(client: pg.ClientBase, { email, userId, address }: Guess): Promise<CountedTry> {
    const account = this.authKey.hmac('sign-in', email.toLowerCase());
    const statement = sql<{ try_id: number | null; retry_after: number }>`
      SELECT try_id, retry_after
      FROM count_sign_in_try(${account}, ${callerKey(address)}, ${userId}::integer, ${this.clock.now()})`;
    const [{ try_id: id, retry_after: retryAfter }] = await rowsOver(client, {
      compile: () => statement.compile(this.db),
    });
    return id === null ? { retryAfter } : { id };
  }

  /** Takes back a try that was no wrong guess. */
  async takeBack(client: pg.ClientBase, id: number): Promise<void> {
    await rowsOver(client, this.db.deleteFrom('sign_in_tries').where('id', '=', id));
  }
}
