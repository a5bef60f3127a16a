import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Random } from '../../../test/support/synthetic/random.js';

/** A secret, and until when it counted and did not, by `performance.now()`. While its key changes, both are Infinity. */
export interface Secret {
  readonly text: string;
  goodUntil: number;
  badUntil: number;
}

interface Changing {
  readonly id: number;
  readonly secret: Secret;
  /** The secret before the last rotation. */
  readonly former: Secret | null;
}

const CHANGES = ['rotate', 'rotate with grace', 'pause', 'resume', 'revoke', 'expire'] as const;

/** How soon a key expires, or its former secret ends, in seconds. */
const ENDS_AFTER = 2;

/** Makes API keys and changes them, as another process than the server does. Each belongs to an administrator of its own. */
export class ChangingKeys {
  /** How often each change was made. */
  readonly changes = new Map<(typeof CHANGES)[number], number>();
  readonly #pool: Pick<pg.Pool, 'query'>;
  readonly #random: Random;
  readonly #keys: Changing[] = [];

  constructor(pool: Pick<pg.Pool, 'query'>, random: Random) {
    this.#pool = pool;
    this.#random = random;
  }

  /** Makes a key that stays as it is, and returns its secret. */
  async steady(scope: string): Promise<string> {
    return (await this.#make([scope])).secret.text;
  }

  /** Makes keys that change. */
  async add(count: number): Promise<void> {
    for (let k = 0; k < count; k++) this.#keys.push(await this.#make());
  }

  /** Returns the secret of a key, or the one that it had before. */
  any(): Secret {
    const { secret, former } = this.#keys[this.#random.below(this.#keys.length)];
    return former !== null && this.#random.chance(0.2) ? former : secret;
  }

  /** Changes a key, and then the next time again. A key that ends for good is replaced by another. */
  async change(at: number): Promise<void> {
    const change = CHANGES[this.#random.below(CHANGES.length)];
    const { id, secret } = this.#keys[at];
    const isGood = change === 'resume';
    begin(secret, isGood);
    switch (change) {
      case 'pause':
      case 'resume':
        await this.#pool.query('UPDATE api_keys SET paused = $2 WHERE id = $1', [id, !isGood]);
        break;
      case 'rotate':
        this.#keys[at] = await this.#rotate(this.#keys[at], 0);
        break;
      case 'rotate with grace':
        this.#keys[at] = await this.#rotate(this.#keys[at], ENDS_AFTER);
        await wait(ENDS_AFTER * 1000);
        break;
      case 'revoke':
        await this.#pool.query('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [id]);
        this.#keys[at] = await this.#make();
        break;
      case 'expire':
        await this.#pool.query(
          'UPDATE api_keys SET expires_at = now() + make_interval(secs => $2) WHERE id = $1',
          [id, ENDS_AFTER],
        );
        await wait(ENDS_AFTER * 1000);
        this.#keys[at] = await this.#make();
        break;
      default:
        change satisfies never;
    }
    end(secret, isGood);
    this.changes.set(change, (this.changes.get(change) ?? 0) + 1);
  }

  async #rotate({ id, secret }: Changing, grace: number): Promise<Changing> {
    const { text, prefix, hash } = newSecret();
    const { rows } = await this.#pool.query<{ readonly paused: boolean }>(
      `UPDATE api_keys SET prefix = $2, hash = $3, former_prefix = prefix, former_hash = hash,
         former_until = now() + make_interval(secs => $4) WHERE id = $1 RETURNING paused`,
      [id, prefix, hash, grace],
    );
    return { id, secret: secretOf(text, !rows[0].paused), former: secret };
  }

  async #make(scopes: readonly string[] = ['SCORES_READ', 'MARKET_READ']): Promise<Changing> {
    const { text, prefix, hash } = newSecret();
    const { rows } = await this.#pool.query<{ readonly id: number }>(
      `WITH owner AS (
         INSERT INTO users (email, name, role) VALUES (gen_random_uuid() || '@example.com', 'benchmark', 'ADMIN')
         RETURNING id
       )
       INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, expires_at)
       SELECT id, 'benchmark', $1, $2, $3, now() + interval '1 day' FROM owner RETURNING id`,
      [scopes, prefix, hash],
    );
    return { id: rows[0].id, secret: secretOf(text, true), former: null };
  }
}

/**
 * Returns for how long a secret had not counted when a request was sent, or had counted, in milliseconds. It is 0 if it did
 * so at that moment or after it, and Infinity if it never did.
 *
 * @param isGood which of both
 * @param sentAt by `performance.now()`
 */
export function lagOf({ goodUntil, badUntil }: Secret, isGood: boolean, sentAt: number): number {
  return Math.max(0, sentAt - (isGood ? goodUntil : badUntil));
}

function begin(secret: Secret, isGood: boolean): void {
  if (isGood) secret.goodUntil = Infinity;
  else secret.badUntil = Infinity;
}

function end(secret: Secret, isGood: boolean): void {
  const now = performance.now();
  if (isGood) secret.badUntil = Math.min(secret.badUntil, now);
  else secret.goodUntil = Math.min(secret.goodUntil, now);
}

/** No process knows of a new secret before now. */
const secretOf = (text: string, isGood: boolean): Secret => ({
  text,
  goodUntil: isGood ? Infinity : -Infinity,
  badUntil: isGood ? performance.now() : Infinity,
});

function newSecret(): { readonly text: string; readonly prefix: string; readonly hash: Buffer } {
  const text = `gok_${randomBytes(22).toString('hex').slice(0, 43)}`;
  return { text, prefix: text.slice(4, 12), hash: createHash('sha256').update(text).digest() };
}
