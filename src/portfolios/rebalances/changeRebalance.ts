import { sql } from 'kysely';
import type pg from 'pg';
import type { AuditAction } from '../../access/audit/auditEntry.js';
import { audited } from '../../access/audit/audited.js';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import type { PortfolioEditor } from '../store/portfolioEditor.js';
import { VersionConflict } from '../../versionConflict.js';
import { readRebalance } from './readRebalance.js';
import type { RebalanceRow } from './rebalanceRow.js';
import type { Rebalancing } from './rebalancing.js';

/** A rebalance and the version that its owner saw. */
export interface RebalanceToChange {
  readonly id: number;
  readonly version: number;
}

type Database = Rebalancing['database'];

/**
 * Cancels a rebalance: one that waits or runs ends, and what of it is done stays; one that is done will not be confirmed.
 *
 * @returns null where the owner has no such rebalance
 * @throws VersionConflict where the version is another, and where it is confirmed or cancelled already
 */
export function cancelRebalance(
  database: Database,
  one: RebalanceToChange,
  editor: PortfolioEditor,
): Promise<RebalanceRow | null> {
  return change(database, 'REBALANCE_CANCELLED', one, editor, async (client) => {
    const cancelled = await sqlOver(
      client,
      sql<{
        id: number;
      }>`UPDATE rebalances AS rebalance SET status = 'CANCELLED', version = rebalance.version + 1,
          finished_at = coalesce(rebalance.finished_at, clock_timestamp())
        WHERE ${owned('rebalance', editor.owner)} AND rebalance.id = ${one.id}::int4
          AND rebalance.version = ${one.version}::int4 AND rebalance.confirmed_at IS NULL
          AND rebalance.status <> 'CANCELLED'
        RETURNING rebalance.id`,
    );
    return cancelled.length > 0;
  });
}

/**
 * Deletes a rebalance. Entries of journals that were booked by it stay.
 *
 * @returns the rebalance as it was; null where the owner has no such rebalance
 * @throws VersionConflict where the version is another, and while it runs
 */
export function deleteRebalance(
  database: Database,
  one: RebalanceToChange,
  editor: PortfolioEditor,
): Promise<RebalanceRow | null> {
  return change(database, 'REBALANCE_DELETED', one, editor, async (client) => {
    const deleted = await sqlOver(
      client,
      sql<{ id: number }>`DELETE FROM rebalances AS rebalance
        WHERE ${owned('rebalance', editor.owner)} AND rebalance.id = ${one.id}::int4
          AND rebalance.version = ${one.version}::int4 AND rebalance.status <> 'RUNNING'
        RETURNING rebalance.id`,
    );
    return deleted.length > 0;
  });
}

/** @param attempt does it in one statement that names the version; false: nothing fits */
async function change(
  database: Database,
  action: AuditAction,
  { id, version }: RebalanceToChange,
  { owner, actor, signal }: PortfolioEditor,
  attempt: (client: pg.ClientBase) => Promise<boolean>,
): Promise<RebalanceRow | null> {
  return audited(database, { action, actor, signal, subject: `Rebalance:${id}` }, async (client) => {
    const before = await readRebalance(client, owner, id);
    const isDone = await attempt(client);
    const after = await readRebalance(client, owner, id);
    if (isDone) return { result: after ?? before };
    if (after === null) return null;
    throw refusal(after, version);
  });
}

/** Returns why a rebalance is not changed. */
export function refusal({ version, status, confirmedAt }: RebalanceRow, named: number): VersionConflict {
  if (version !== named) return VersionConflict.of('rebalance', version, named);
  const state = confirmedAt === null ? `whose status is ${status}` : 'that is confirmed';
  return new VersionConflict(
    `Expected a rebalance whose state allows it, got one ${state}: look at it as it is now.`,
    version,
  );
}
