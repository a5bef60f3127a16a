import { sql } from 'kysely';
import type pg from 'pg';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import { verifyPassword } from '../passwords/verifyPassword.js';
import type { UsersTable } from '../../database/tables.js';
import type { Selectable } from 'kysely';
import { Guesses } from './guesses.js';
import { recordDeniedGuess, type DeniedGuess } from './recordDeniedGuess.js';
import type { SignInDependencies } from './signInDependencies.js';

/** A user whose password was shown. */
export type ShownUser = Pick<Selectable<UsersTable>, 'id' | 'email' | 'name' | 'active'> & {
  readonly passwordHash: string;
};

/** How a check of a password ended. What is `right` is to be taken back in the transaction of what follows. */
export type Checked =
  | { readonly outcome: 'RIGHT'; readonly user: ShownUser; readonly takeBack: TakeBack }
  | { readonly outcome: 'WRONG' }
  /** Too many were wrong; the next try is taken after so many seconds. */
  | { readonly outcome: 'DELAYED'; readonly retryAfter: number };

export type TakeBack = (client: pg.ClientBase) => Promise<void>;

/** Whose password is shown: by the e-mail that was typed, or by the id of who has signed in. */
export type Shown = { readonly email: string } | { readonly userId: number };

/** The longest e-mail address that a user can have. */
const LONGEST = 254;

/**
 * Checks passwords, and counts the guesses. Whether a user is unknown, inactive or has no password, or the password is
 * wrong: each takes the same statements, and the time of one hash.
 */
export class PasswordCheck {
  readonly #parts: SignInDependencies;
  readonly #guesses: Guesses;

  constructor(parts: SignInDependencies) {
    this.#parts = parts;
    this.#guesses = new Guesses(parts.database.db, parts.clock, parts.authKey);
  }

  /**
   * @param denied the entry of the audit for a wrong password
   * @throws TooManyHashes where too many passwords are being hashed; the try does not count then
   */
  async check(
    shown: Shown,
    password: string,
    denied: Pick<DeniedGuess, 'action' | 'actor'>,
    signal?: AbortSignal,
  ): Promise<Checked> {
    const address = denied.actor.address ?? '';
    const { user, counted } = await this.#over(signal, async (client) => {
      const found = await this.#read(client, shown);
      const email = 'email' in shown ? shown.email.trim() : (found?.email ?? '');
      const guess = { email, address, userId: found?.id ?? null };
      return { user: found, counted: await this.#guesses.count(client, guess) };
    });
    if ('retryAfter' in counted) return { outcome: 'DELAYED', retryAfter: counted.retryAfter };
    const takeBack: TakeBack = (client) => this.#guesses.takeBack(client, counted.id);
    const passwordHash = user?.active === true ? user.password_hash : null;
    let isRight: boolean;
    try {
      isRight = await verifyPassword(passwordHash, password, this.#parts.parameters);
    } catch (error) {
      await this.#over(signal, takeBack);
      throw error;
    }
    if (isRight && user && passwordHash !== null) {
      return { outcome: 'RIGHT', user: { ...user, passwordHash }, takeBack };
    }
    await this.fail({ ...denied, tryId: counted.id, userId: user?.id ?? null }, signal);
    return { outcome: 'WRONG' };
  }

  /** Stores that a try failed, with its entry of the audit. */
  fail(denied: DeniedGuess, signal?: AbortSignal): Promise<void> {
    return this.#over(signal, (client) => inTransaction(client, () => recordDeniedGuess(client, denied)));
  }

  async #read(client: pg.ClientBase, shown: Shown) {
    const users = this.#parts.database.db
      .selectFrom('users')
      .select(['id', 'email', 'name', 'active', 'password_hash']);
    const statement =
      'email' in shown
        ? users.where(sql<string>`lower(email)`, '=', possibleEmail(shown.email))
        : users.where('id', '=', shown.userId);
    return (await rowsOver(client, statement)).at(0) ?? null;
  }

  async #over<Result>(
    signal: AbortSignal | undefined,
    work: (client: pg.PoolClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#parts.database.writers.during(signal).connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }
}

/** Returns an e-mail as it is compared; empty, which no user has, for a text that PostgreSQL does not take or is long. */
function possibleEmail(email: string): string {
  const trimmed = email.trim().toLowerCase();
  return trimmed.length > LONGEST || trimmed.includes('\0') ? '' : trimmed;
}
