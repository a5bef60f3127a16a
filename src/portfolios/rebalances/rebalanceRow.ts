import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import type { FeedStatus } from '../../database/tables.js';
import type { IsoDate } from '../../scoring/names.js';
import type { RebalanceMode } from '../names.js';

/** A rebalance as its owner may know it. */
export interface RebalanceRow {
  readonly id: number;
  readonly ownerId: number;
  readonly status: FeedStatus;
  readonly modelId: number | null;
  readonly modelVersion: number | null;
  readonly mode: RebalanceMode;
  readonly asOf: IsoDate;
  readonly requestedBy: { readonly id: number; readonly name: string } | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly error: string | null;
  readonly version: number;
}

/** A row of `selectRebalances`. Where it was read as JSON, instants are texts. */
export interface SelectedRebalance extends Omit<
  RebalanceRow,
  'requestedBy' | 'createdAt' | 'finishedAt' | 'confirmedAt'
> {
  readonly requestedById: number | null;
  readonly requestedByName: string | null;
  readonly createdAt: Date | string;
  readonly finishedAt: Date | string | null;
  readonly confirmedAt: Date | string | null;
}

/**
 * Returns the statement that reads the rebalances of the owners; the rebalance has the alias `rebalance`.
 *
 * @param condition on it
 * @param order what follows the condition, such as a limit
 */
export const selectRebalances = (
  owners: Owners,
  condition: RawBuilder<SqlBool>,
  order: RawBuilder<unknown> = sql``,
): RawBuilder<SelectedRebalance> => sql<SelectedRebalance>`
  SELECT rebalance.id, rebalance.owner_id AS "ownerId", rebalance.status, rebalance.model_id AS "modelId", rebalance.model_version AS "modelVersion",
    rebalance.mode, rebalance.as_of AS "asOf", person.id AS "requestedById", person.name AS "requestedByName",
    rebalance.created_at AS "createdAt", rebalance.finished_at AS "finishedAt", rebalance.confirmed_at AS "confirmedAt",
    rebalance.error, rebalance.version
  FROM rebalances AS rebalance LEFT JOIN users AS person ON person.id = rebalance.requested_by
  WHERE ${owned('rebalance', owners)} AND ${condition} ${order}`;

/** Reads a row of `selectRebalances`, also one that was read as JSON. */
export function rebalanceOf(row: SelectedRebalance): RebalanceRow {
  const { requestedById: id, requestedByName: name, createdAt, finishedAt, confirmedAt, ...others } = row;
  return {
    ...others,
    requestedBy: id === null || name === null ? null : { id, name },
    createdAt: new Date(createdAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
    confirmedAt: confirmedAt === null ? null : new Date(confirmedAt),
  };
}
