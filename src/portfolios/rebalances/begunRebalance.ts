import { sql } from 'kysely';
import type pg from 'pg';
import { sqlOver } from '../../database/sqlOver.js';
import type { IsoDate } from '../../scoring/names.js';
import { storedUnits } from '../money/storedUnits.js';
import { MONEY } from '../money/units.js';
import type { RebalanceMode } from '../names.js';
import type { RebalanceTerms } from './rebalanceTerms.js';

/** A rebalance of a model that a worker does. */
export interface BegunRebalance {
  readonly id: number;
  readonly owner: number;
  /** Null: it was deleted. */
  readonly modelId: number | null;
  /** The version of the model while it is rebalanced. */
  readonly modelVersion: number;
  /** The session that the prices are of. */
  readonly session: IsoDate;
  readonly terms: Omit<RebalanceTerms, 'asOf'>;
}

interface Row {
  readonly owner: number;
  readonly modelId: number | null;
  readonly modelVersion: number;
  readonly session: IsoDate;
  readonly mode: RebalanceMode;
  readonly cashFloor: string;
  readonly minTradeValue: string;
}

/** Begins a rebalance that waits, or goes on with one whose worker ended; null where it is done, cancelled or gone. */
export async function beginRebalance(pool: pg.Pool, id: number): Promise<BegunRebalance | null> {
  const [row] = await sqlOver(
    pool,
    sql<Row>`UPDATE rebalances SET status = 'RUNNING'
      WHERE id = ${id}::int4 AND kind = 'MODEL' AND status IN ('QUEUED', 'RUNNING')
      RETURNING owner_id AS owner, model_id AS "modelId", model_version + 1 AS "modelVersion", as_of AS session, mode,
        cash_floor::text AS "cashFloor", min_trade_value::text AS "minTradeValue"`,
  );
  if (row === undefined) return null;
  const { mode, cashFloor, minTradeValue, ...others } = row;
  return {
    id,
    ...others,
    terms: {
      mode,
      cashFloor: storedUnits(cashFloor, MONEY),
      minTradeValue: storedUnits(minTradeValue, MONEY),
    },
  };
}
