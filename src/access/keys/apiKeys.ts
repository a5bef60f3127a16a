import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { UserError } from '../../userError.js';
import { audited, type Done } from '../audit/audited.js';
import type { Actor, AuditAction } from '../audit/auditEntry.js';
import { owned, type Owners } from '../owned.js';
import { requireName } from '../requireName.js';
import { apiKeyOf, selectApiKeys, type ApiKeyRow } from './apiKeyRow.js';
import { KEY_BOUNDS, requireGrace, requireNewApiKey, requirePerMinute, type NewApiKey } from './newApiKey.js';
import { markOf, newSecret, type SecretMark } from './secret.js';

/** An API key with its secret, which is known only now. */
export interface IssuedKey {
  readonly key: ApiKeyRow;
  readonly secret: string;
  /** Until when the former secret works; null where it does not, or there was none. */
  readonly formerUntil: Date | null;
}

/** What to change of a key. What is undefined stays as it is. */
export interface ApiKeyChange {
  readonly name?: string | undefined;
  readonly paused?: boolean | undefined;
  /** Null: as many as its owner. */
  readonly operationsPerMinute?: number | null | undefined;
}

/** What is known of a key while no other transaction can change it. */
export interface LockedKey {
  /** The prefix of its newest secret. */
  readonly prefix: string;
  readonly paused: boolean;
  readonly revoked_at: Date | null;
  readonly is_expired: boolean;
}

/** What is done to a key, and by whom. */
interface KeyAct {
  readonly action: Extract<AuditAction, `KEY_${string}`>;
  readonly actor: Actor;
  readonly subject?: string;
  readonly signal: AbortSignal | undefined;
}

/** How often another secret is made where the prefix of one is taken. */
const ATTEMPTS = 5;
const UNIQUE_VIOLATION = '23505';

/**
 * Makes and changes API keys. Each change is a transaction over a connection of writers, which records it in the audit.
 * Where no key of the owners has the id, it returns null.
 */
export class ApiKeys {
  readonly #database: Pick<Database, 'db' | 'pool' | 'writers'>;
  readonly #onChange: () => void;
  readonly #secretOf: () => string;

  /** @param onChange called after each change, before its result is returned */
  constructor(
    database: Pick<Database, 'db' | 'pool' | 'writers'>,
    onChange: () => void = () => undefined,
    secretOf: () => string = newSecret,
  ) {
    this.#database = database;
    this.#onChange = onChange;
    this.#secretOf = secretOf;
  }

  /**
   * Makes a key.
   *
   * @param owner the id of a user
   * @param actor who does it, here and below
   * @param signal ends the work, and then nothing is stored, here and below
   * @throws UserError if no such key may be made, or the owner has 20 keys or is not active
   */
  async create(owner: number, key: NewApiKey, actor: Actor, signal?: AbortSignal): Promise<IssuedKey> {
    const issued = await this.#issue(
      { action: 'KEY_CREATED', actor, signal },
      async (client, mark, secret) => {
        const { role } = await this.#lockOwner(client, owner);
        const { name, scopes, expiresInDays, operationsPerMinute } = requireNewApiKey(key, role);
        await this.#requirePlace(client, owner);
        const [{ id }] = await rowsOver(
          client,
          this.#database.db
            .insertInto('api_keys')
            .values({
              ...mark,
              owner_id: owner,
              name,
              scopes: [...scopes],
              operations_per_minute: operationsPerMinute,
              expires_at: sql`now() + make_interval(hours => ${24 * expiresInDays}::integer)`,
            })
            .returning('id'),
        );
        return {
          result: { key: await this.#read(client, id), secret, formerUntil: null },
          subject: subjectOf(id),
          details: { ownerId: owner, scopes: scopes.join(' '), expiresInDays, operationsPerMinute },
        };
      },
    );
    if (issued === null) throw new Error('expected a new key');
    return issued;
  }

  /** @throws UserError if the change is not allowed or changes nothing, or the key is revoked */
  update(
    id: number,
    owners: Owners,
    change: ApiKeyChange,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<ApiKeyRow | null> {
    const act: KeyAct = { action: 'KEY_CHANGED', actor, subject: subjectOf(id), signal };
    return this.#change(act, async (client) => {
      const { name, paused, operationsPerMinute } = change;
      if (name === undefined && paused === undefined && operationsPerMinute === undefined) {
        throw new UserError(
          'Expected something to change of the API key, got nothing: give name, paused or operationsPerMinute.',
        );
      }
      requirePerMinute(operationsPerMinute ?? null);
      const trimmed = name === undefined ? undefined : requireName(name, 'an API key');
      if (!(await this.#lock(client, id, owners))) return null;
      await rowsOver(
        client,
        this.#database.db
          .updateTable('api_keys as key')
          .set({
            ...(trimmed !== undefined && { name: trimmed }),
            ...(paused !== undefined && { paused }),
            ...(operationsPerMinute !== undefined && { operations_per_minute: operationsPerMinute }),
          })
          .where('key.id', '=', id)
          .where(owned('key', owners)),
      );
      const fields = Object.entries(change).filter(([, value]) => value !== undefined);
      const details = {
        fields: fields.map(([field]) => field).join(' '),
        ...(paused !== undefined && { paused }),
        ...(operationsPerMinute !== undefined && { operationsPerMinute }),
      };
      return { result: await this.#read(client, id), details };
    });
  }

  /**
   * Gives a key another secret. The secret of now works for a while longer; one from before it ends.
   *
   * @param graceHours how long it works, 0 to 168, but not longer than the key
   * @param accept called with the key while nothing else can change it; it throws to refuse
   * @throws UserError if the hours are not within these bounds, or the key is revoked or expired
   */
  rotate(
    id: number,
    owners: Owners,
    graceHours: number,
    actor: Actor,
    signal?: AbortSignal,
    accept: (key: LockedKey) => void = () => undefined,
  ): Promise<IssuedKey | null> {
    requireGrace(graceHours);
    const act: KeyAct = { action: 'KEY_ROTATED', actor, subject: subjectOf(id), signal };
    return this.#issue(act, async (client, { prefix, hash }, secret) => {
      const key = await this.#lock(client, id, owners);
      if (key === null) return null;
      accept(key);
      if (key.is_expired) {
        throw new UserError('Expected an API key that has not expired, got one that has: make another.');
      }
      const isKept = graceHours > 0;
      const until = sql<Date>`least(expires_at, now() + make_interval(hours => ${graceHours}::integer))`;
      const [{ former_until: formerUntil }] = await rowsOver(
        client,
        this.#database.db
          .updateTable('api_keys as key')
          .set({
            prefix,
            hash,
            former_prefix: isKept ? sql<string>`key.prefix` : null,
            former_hash: isKept ? sql<Buffer>`key.hash` : null,
            former_until: isKept ? until : null,
          })
          .where('key.id', '=', id)
          .where(owned('key', owners))
          .returning('key.former_until'),
      );
      return {
        result: { key: await this.#read(client, id), secret, formerUntil },
        details: { graceHours },
      };
    });
  }

  /** Ends a key for good. It stays listed. A key that is revoked already stays as it is. */
  revoke(id: number, owners: Owners, actor: Actor, signal?: AbortSignal): Promise<ApiKeyRow | null> {
    const act: KeyAct = { action: 'KEY_REVOKED', actor, subject: subjectOf(id), signal };
    return this.#change(act, async (client) => {
      const revoked = await rowsOver(
        client,
        this.#database.db
          .updateTable('api_keys as key')
          .set({
            revoked_at: sql<Date>`coalesce(key.revoked_at, now())`,
            ...{ former_prefix: null, former_hash: null, former_until: null },
          })
          .where('key.id', '=', id)
          .where(owned('key', owners))
          .returning(sql<boolean>`key.revoked_at = now()`.as('is_new')),
      );
      if (revoked.length === 0) return null;
      return { result: await this.#read(client, id), details: { already: !revoked[0].is_new } };
    });
  }

  /** Does a change that needs a new secret, and again with another one where its prefix is taken. */
  #issue(
    act: KeyAct,
    work: (client: pg.ClientBase, mark: SecretMark, secret: string) => Promise<Done<IssuedKey> | null>,
  ): Promise<IssuedKey | null> {
    return this.#change(act, async (client) => {
      for (let attempt = 1; ; attempt++) {
        const secret = this.#secretOf();
        const mark = markOf(secret);
        if (mark === null) throw new Error('expected a new secret to be one');
        await client.query('SAVEPOINT secret');
        try {
          return await work(client, mark, secret);
        } catch (error) {
          if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION || attempt === ATTEMPTS) throw error;
          await client.query('ROLLBACK TO SAVEPOINT secret');
        }
      }
    });
  }

  async #change<Result>(
    act: KeyAct,
    work: (client: pg.ClientBase) => Promise<Done<Result> | null>,
  ): Promise<Result | null> {
    try {
      return await audited(this.#database, act, work);
    } finally {
      this.#onChange();
    }
  }

  /** Locks a user, so that its keys are counted by one call at a time. */
  async #lockOwner(client: pg.ClientBase, id: number) {
    const statement = this.#database.db
      .selectFrom('users')
      .where('id', '=', id)
      .select(['role', 'active'])
      .forNoKeyUpdate();
    const owner = (await rowsOver(client, statement)).at(0);
    if (owner?.active) return owner;
    throw new UserError('Expected an active user as the owner of an API key, got none: name another user.');
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ count }] = await rowsOver(
      client,
      this.#database.db
        .selectFrom('api_keys as key')
        .where(owned('key', owner))
        .where('key.revoked_at', 'is', null)
        .where('key.expires_at', '>', sql<Date>`now()`)
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < KEY_BOUNDS.keys) return;
    throw new UserError(
      `Expected at most ${KEY_BOUNDS.keys} API keys of a user, got one more: revoke one that is not needed.`,
    );
  }

  /** Locks a key that is to be changed. @throws UserError if it is revoked */
  async #lock(client: pg.ClientBase, id: number, owners: Owners): Promise<LockedKey | null> {
    const statement = this.#database.db
      .selectFrom('api_keys as key')
      .where('key.id', '=', id)
      .where(owned('key', owners))
      .select(['key.prefix', 'key.paused', 'key.revoked_at'])
      .select(sql<boolean>`key.expires_at <= now()`.as('is_expired'))
      .forNoKeyUpdate();
    const key = (await rowsOver(client, statement)).at(0) ?? null;
    if (key === null || key.revoked_at === null) return key;
    throw new UserError('Expected an API key that is not revoked, got one that is: make another.');
  }

  /** Reads a key that this transaction has changed. */
  async #read(client: pg.ClientBase, id: number): Promise<ApiKeyRow> {
    const [row] = await rowsOver(
      client,
      selectApiKeys(this.#database.db, 'EVERYBODY').where('key.id', '=', id),
    );
    return apiKeyOf(row);
  }
}

const subjectOf = (id: number): string => `ApiKey:${id}`;
