import { sql } from 'kysely';
import type pg from 'pg';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../audit/auditEntry.js';
import { recordAudit } from '../audit/recordAudit.js';
import { callerKey } from '../callerKey.js';
import { hashPassword } from '../passwords/hashPassword.js';
import { needsRehash } from '../passwords/needsRehash.js';
import { TooManyHashes } from '../passwords/tooManyHashes.js';
import { openSession, type Credentials } from '../sessions/openSession.js';
import { selectSessions, sessionOf, type SessionRow } from '../sessions/sessionRow.js';
import { USER_COLUMNS, type UserRow } from '../users/userRow.js';
import { PasswordCheck, type Checked, type ShownUser } from './passwordCheck.js';
import type { SignInDependencies } from './signInDependencies.js';

/** What was typed to sign in, and from where. */
export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Whether the session is of our own page, which gets a cookie and no tokens. */
  readonly cookie: boolean;
  /** The header User-Agent; null: none. */
  readonly userAgent: string | null;
}

export interface Opened {
  readonly user: UserRow;
  readonly session: SessionRow;
  readonly credentials: Credentials;
}

/** How a sign-in ended. What was wrong about a denied one is not told. */
export type SignInResult =
  ({ readonly outcome: 'SIGNED_IN' } & Opened) | Exclude<Checked, { readonly outcome: 'RIGHT' }>;

/** How long an address counts as one that a user signs in from. */
const KNOWN_DAYS = 30;

/** Signs users in. */
export class SignIn {
  readonly #check: PasswordCheck;

  constructor(private readonly parts: SignInDependencies) {
    this.#check = new PasswordCheck(parts);
  }

  /**
   * Signs a user in. The answer and its time are the same for an unknown e-mail, a wrong password, a user without a
   * password and one that is not active.
   *
   * @param actor from where
   * @param signal ends the work, and then no session begins
   * @throws TooManyHashes where too many passwords are being hashed; QueueFull if too many writes wait
   */
  async signIn(
    { email, password, ...request }: SignInRequest,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<SignInResult> {
    const checked = await this.#check.check({ email }, password, { action: 'SIGN_IN', actor }, signal);
    if (checked.outcome !== 'RIGHT') return checked;
    const { user, takeBack } = checked;
    const rehashed = await this.#rehashed(user, password);
    const client = await this.parts.database.writers.during(signal).connect();
    try {
      const opened = await inTransaction(client, async () => {
        await takeBack(client);
        return this.#open(client, user, rehashed, request, actor);
      });
      return opened === null ? { outcome: 'WRONG' } : { outcome: 'SIGNED_IN', ...opened };
    } finally {
      client.release();
    }
  }

  /** Begins the session; null where the user was deactivated, deleted or given another password since it was read. */
  async #open(
    client: pg.ClientBase,
    { id, passwordHash }: ShownUser,
    rehashed: string | null,
    { cookie, userAgent }: Pick<SignInRequest, 'cookie' | 'userAgent'>,
    actor: Actor,
  ): Promise<Opened | null> {
    const { clock, database } = this.parts;
    const { db } = database;
    const address = actor.address ?? 'unknown';
    const who = { ...actor, userId: id, apiKeyId: null };
    // It locks the row, so that nothing changes about the user until the session is stored.
    const update = db
      .updateTable('users')
      .set({ last_sign_in_at: clock.now(), password_hash: rehashed ?? passwordHash })
      .where('id', '=', id)
      .where('active', '=', true)
      .where('password_hash', '=', passwordHash)
      .returning(USER_COLUMNS);
    const user = (await rowsOver(client, update)).at(0);
    if (user === undefined) {
      await recordAudit(client, { action: 'SIGN_IN', result: 'DENIED', actor: who, subject: `User:${id}` });
      return null;
    }
    const credentials = await openSession({ ...this.parts, db }, client, {
      ...{ userId: id, cookie, address, userAgent },
    });
    const network = callerKey(address);
    const now = clock.now();
    await rowsOver(
      client,
      db
        .insertInto('sign_in_addresses')
        .values({ user_id: id, network, at: now })
        .onConflict((conflict) => conflict.columns(['user_id', 'network']).doUpdateSet({ at: now })),
    );
    await rowsOver(
      client,
      db
        .deleteFrom('sign_in_addresses')
        .where('user_id', '=', id)
        .where('at', '<=', sql<Date>`${now} - make_interval(days => ${KNOWN_DAYS}::integer)`),
    );
    const [session] = await rowsOver(
      client,
      selectSessions(db, id, clock).where('session.id', '=', credentials.sessionId),
    );
    await recordAudit(client, {
      ...{ action: 'SIGN_IN', result: 'DONE', actor: who },
      subject: `Session:${credentials.sessionId}`,
      details: { cookie },
    });
    return { user, session: sessionOf(session), credentials };
  }

  /** Returns a stronger hash where the stored one is weak; null: it stays, also where others are being hashed now. */
  async #rehashed({ passwordHash }: ShownUser, password: string): Promise<string | null> {
    const { parameters } = this.parts;
    if (!needsRehash(passwordHash, parameters)) return null;
    try {
      return await hashPassword(password, parameters);
    } catch (error) {
      if (error instanceof TooManyHashes) return null;
      throw error;
    }
  }
}
