import { sql } from 'kysely';
import type pg from 'pg';
import { audited } from '../../access/audit/audited.js';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import { UserError } from '../../userError.js';
import { readRowsOver } from '../market/readRows.js';
import { readShareActions } from '../market/readShareActions.js';
import { stocksNamed } from '../market/stockSet.js';
import type { KnownStocks } from '../store/knownStocks.js';
import type { PortfolioEditor } from '../store/portfolioEditor.js';
import { recordEntries } from '../store/recordEntries.js';
import { refusal, type RebalanceToChange } from './changeRebalance.js';
import type { Fill } from './fill.js';
import { readProposed } from './readProposed.js';
import { readRebalance } from './readRebalance.js';
import type { RebalanceRow } from './rebalanceRow.js';
import type { Rebalancing } from './rebalancing.js';
import { requireFills } from './requireFills.js';

/** What was traded by a rebalance. */
export interface RebalanceToConfirm extends RebalanceToChange {
  readonly fills: readonly Fill[];
}

/**
 * Books what was really traded into the journals of all portfolios of a rebalance, once, and all of it or nothing. It raises
 * the versions of these portfolios.
 *
 * @returns null where the owner has no such rebalance
 * @throws VersionConflict where the version is another, and where the rebalance is confirmed or cancelled, waits or runs;
 *   UserError naming the fill that does not fit
 */
export async function confirmRebalance(
  { db, pool, writers }: Rebalancing['database'],
  { id, version, fills }: RebalanceToConfirm,
  known: KnownStocks,
  { owner, actor, signal }: PortfolioEditor,
): Promise<RebalanceRow | null> {
  const act = { action: 'REBALANCE_CONFIRMED', actor, signal, subject: `Rebalance:${id}` } as const;
  return audited({ pool, writers }, act, async (client) => {
    if (!(await confirm(client, owner, id, version))) {
      const now = await readRebalance(client, owner, id);
      if (now === null) return null;
      throw refusal(now, version);
    }
    const read = readRowsOver(client);
    const proposed = await readProposed(read, owner, id);
    const named = [...new Set(fills.map(({ ticker }) => known(ticker)?.ticker ?? ticker))];
    const { shares } = await readShareActions(read, stocksNamed(named));
    const entries = requireFills(fills, proposed, known, shares);
    // In the order of their ids, so that two confirmations never wait for each other.
    for (const [portfolioId, list] of [...entries].sort(([a], [b]) => a - b)) {
      await raise(client, owner, portfolioId);
      await recordEntries(db, client, portfolioId, list, id);
    }
    const details = { fills: fills.length, portfolios: entries.size };
    return { result: await readRebalance(client, owner, id), details };
  });
}

async function confirm(client: pg.ClientBase, owner: number, id: number, version: number): Promise<boolean> {
  const confirmed = await sqlOver(
    client,
    sql<{ id: number }>`UPDATE rebalances AS rebalance
      SET confirmed_at = clock_timestamp(), version = rebalance.version + 1
      WHERE ${owned('rebalance', owner)} AND rebalance.id = ${id}::int4 AND rebalance.version = ${version}::int4
        AND rebalance.confirmed_at IS NULL AND rebalance.status IN ('SUCCEEDED', 'FAILED')
      RETURNING rebalance.id`,
  );
  return confirmed.length > 0;
}

async function raise(client: pg.ClientBase, owner: number, portfolioId: number): Promise<void> {
  const raised = await sqlOver(
    client,
    sql<{ id: number }>`UPDATE portfolios AS portfolio SET version = portfolio.version + 1
      WHERE ${owned('portfolio', owner)} AND portfolio.id = ${portfolioId}::int4 AND portfolio.deleted_at IS NULL
      RETURNING portfolio.id`,
  );
  if (raised.length > 0) return;
  throw new UserError(
    'Expected fills of portfolios that exist, got some of one that was deleted: leave its fills out.',
  );
}
