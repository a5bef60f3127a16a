import type { ProgressSource } from '../../live/progressWatcher.js';
import type { RebalanceRow, SelectedRebalance } from '../../portfolios/rebalances/rebalanceRow.js';
import { rebalanceOf } from '../../portfolios/rebalances/rebalanceRow.js';

/** A rebalance while it is watched. */
export interface RebalanceProgressRow extends SelectedRebalance {
  /** How many of its portfolios have an answer. */
  readonly done: number;
}

const SELECT = `SELECT rebalance.id, rebalance.owner_id AS "ownerId", rebalance.status, rebalance.model_id AS "modelId",
  rebalance.model_version AS "modelVersion", rebalance.mode, rebalance.as_of AS "asOf", person.id AS "requestedById",
  person.name AS "requestedByName", rebalance.created_at AS "createdAt", rebalance.finished_at AS "finishedAt",
  rebalance.confirmed_at AS "confirmedAt", rebalance.error, rebalance.version,
  (SELECT count(*) FROM rebalance_portfolios WHERE rebalance_id = rebalance.id AND status IS NOT NULL) AS done
  FROM rebalances AS rebalance LEFT JOIN users AS person ON person.id = rebalance.requested_by`;

/** How the progress of single rebalances is read. Who may watch one, the subscription checks. */
export const REBALANCE_SOURCE: ProgressSource<RebalanceProgressRow> = {
  names: { one: 'a rebalance', field: 'rebalances' },
  ofId: SELECT + ' WHERE rebalance.id = $1',
  changing: SELECT + ' WHERE rebalance.id = ANY ($1) ORDER BY rebalance.id',
  isFinished: ({ status }) => status !== 'QUEUED' && status !== 'RUNNING',
  hasChanged: (former, row) =>
    former.status !== row.status || former.version !== row.version || former.done !== row.done,
};

/** Returns the rebalance of a row that is watched. */
export const watchedRebalance = ({ done: _, ...row }: RebalanceProgressRow): RebalanceRow => rebalanceOf(row);
