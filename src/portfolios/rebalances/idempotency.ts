import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { VersionConflict } from '../../versionConflict.js';

/** For how long a key is known. */
export const KEPT_DAYS = 30;
const LONGEST = 255;

/** What makes the same input give the same rebalance. */
export interface Idempotency {
  /** Chosen by the caller; null: each request is a rebalance of its own. */
  readonly key: string | null;
  /** SHA-256 of the input. */
  readonly hash: string;
}

/**
 * Returns how a request is known again.
 *
 * @param input all that the request says, in a form that is the same for the same request
 * @throws UserError for a key that is empty or longer than 255 characters
 */
export function idempotencyOf(key: string | null, input: Readonly<Record<string, unknown>>): Idempotency {
  const length = key === null ? 1 : [...key].length;
  if (length === 0 || length > LONGEST || key?.includes('\0')) {
    throw new UserError(
      `Expected an idempotencyKey of 1 to ${LONGEST} characters, got "${shown(key ?? '')}": use a UUID, for example.`,
    );
  }
  return { key, hash: hash('sha256', JSON.stringify(input)) };
}

/**
 * Finds the rebalance that an earlier request with the same key has stored.
 *
 * @returns null where there is none, or the key was given more than 30 days ago
 * @throws VersionConflict where the earlier request was another one
 */
export async function keptRebalance(
  client: pg.ClientBase | pg.Pool,
  owner: number,
  { key, hash: asked }: Idempotency,
): Promise<number | null> {
  if (key === null) return null;
  const [row] = await sqlOver(
    client,
    sql<{ id: number; hash: string }>`SELECT rebalance.id, rebalance.idempotency_hash AS hash
      FROM rebalances AS rebalance
      WHERE ${owned('rebalance', owner)} AND rebalance.idempotency_key = ${key}
        AND rebalance.created_at > now() - make_interval(days => ${KEPT_DAYS}::int4)`,
  );
  if (row === undefined) return null;
  if (row.hash === asked) return row.id;
  throw new VersionConflict(
    `Expected an idempotencyKey that is new, or the input that it was given with, got "${shown(key)}" with another input: ` +
      'choose a new key for a new rebalance.',
  );
}

/** Forgets a key that is older than 30 days, so that it can be given again. */
export async function forgetOldKey(
  client: pg.ClientBase,
  owner: number,
  { key }: Idempotency,
): Promise<void> {
  if (key === null) return;
  await sqlOver(
    client,
    sql<object>`UPDATE rebalances AS rebalance SET idempotency_key = NULL, idempotency_hash = NULL
      WHERE ${owned('rebalance', owner)} AND rebalance.idempotency_key = ${key}
        AND rebalance.created_at <= now() - make_interval(days => ${KEPT_DAYS}::int4)`,
  );
}
