import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { decimalText, MONEY } from '../money/units.js';
import { forgetOldKey, type Idempotency } from './idempotency.js';
import type { RebalanceTerms } from './rebalanceTerms.js';

/** The most rebalances of a user. */
export const MOST_REBALANCES = 10_000;

/** A rebalance to store. */
export interface NewRebalance {
  readonly owner: number;
  readonly kind: 'MODEL' | 'PORTFOLIO';
  readonly modelId: number;
  readonly modelVersion: number;
  /** The session that it is of. */
  readonly day: IsoDate;
  readonly terms: Omit<RebalanceTerms, 'asOf'>;
  readonly idempotency: Idempotency;
}

/**
 * Stores a rebalance: one of a model waits, one of a portfolio is done. Where another transaction stores one with the same
 * key, it waits for its end.
 *
 * @returns its id; null where there is one with the same key
 * @throws UserError where the owner has as many as it may have
 */
export async function insertRebalance(
  client: pg.ClientBase,
  { owner, kind, modelId, modelVersion, day, terms, idempotency }: NewRebalance,
): Promise<number | null> {
  const { mode, cashFloor, minTradeValue } = terms;
  const { key, hash } = idempotency;
  await forgetOldKey(client, owner, idempotency);
  const isDone = kind === 'PORTFOLIO';
  const [row] = await sqlOver(
    client,
    sql<{
      id: number;
    }>`INSERT INTO rebalances (owner_id, requested_by, kind, model_id, model_version, mode, as_of, cash_floor,
        min_trade_value, status, idempotency_key, idempotency_hash, finished_at)
      VALUES (${owner}, ${owner}, ${kind}, ${modelId}, ${modelVersion}, ${mode}, ${day},
        ${decimalText(cashFloor, MONEY)}::numeric, ${decimalText(minTradeValue, MONEY)}::numeric,
        ${isDone ? 'SUCCEEDED' : 'QUEUED'}, ${key}, ${key === null ? null : hash},
        CASE WHEN ${isDone}::boolean THEN clock_timestamp() END)
      ON CONFLICT (owner_id, idempotency_key) DO NOTHING
      RETURNING id`,
  );
  if (row === undefined) return null;
  await requirePlace(client, owner);
  return row.id;
}

async function requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
  const [{ count }] = await sqlOver(
    client,
    sql<{
      count: number;
    }>`SELECT count(*) AS count FROM rebalances AS rebalance WHERE ${owned('rebalance', owner)}`,
  );
  if (count <= MOST_REBALANCES) return;
  throw new UserError(
    `Expected at most ${MOST_REBALANCES} rebalances of a user, got one more: delete some that are not needed.`,
  );
}
