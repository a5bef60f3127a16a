import { sql } from 'kysely';
import type pg from 'pg';
import { audited } from '../../access/audit/audited.js';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import { enqueue } from '../../jobs/enqueue.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { readTradingDays } from '../market/readTradingDays.js';
import { idempotencyOf, keptRebalance } from './idempotency.js';
import { insertRebalance } from './insertRebalance.js';
import { Outdated } from './outdated.js';
import { readRebalance } from './readRebalance.js';
import { VersionConflict } from '../../versionConflict.js';
import type { PortfolioEditor } from '../store/portfolioEditor.js';
import { rebalanceJob, rebalanceKey } from './rebalanceJob.js';
import type { RebalanceRow } from './rebalanceRow.js';
import type { RebalanceTerms } from './rebalanceTerms.js';
import { readsOf, type Rebalancing } from './rebalancing.js';
import { requirePast } from './requirePast.js';
import { termsKey } from './termsKey.js';

/** A model whose portfolios to rebalance. */
export interface ModelToRebalance {
  readonly modelId: number;
  /** That of the model when the rebalance was decided. */
  readonly version: number;
  readonly terms: RebalanceTerms;
  /** Null: none. */
  readonly idempotencyKey: string | null;
}

/**
 * Stores a rebalance of all portfolios of a model, which a worker computes, and raises the version of the model.
 *
 * @returns null where the owner has no such model
 * @throws VersionConflict where the version is another, the key was given with another input, or a rebalance of the model
 *   waits or runs; UserError where the model has no portfolios
 */
export async function rebalanceModel(
  { database }: Pick<Rebalancing, 'database'>,
  { modelId, version, terms, idempotencyKey }: ModelToRebalance,
  { owner, actor, signal }: PortfolioEditor,
): Promise<RebalanceRow | null> {
  const idempotency = idempotencyOf(idempotencyKey, { modelId, version, ...termsKey(terms) });
  requirePast(terms.asOf);
  const day = await sessionUpTo(database, terms.asOf, signal);
  let kept: number | null = null;
  const act = { action: 'REBALANCED', actor, subject: `Model:${modelId}`, signal } as const;
  const stored = await audited(database, act, async (client) => {
    // The model is locked first, as a change of it does. The version of a repeated request is an old one.
    const isRaised = await raise(client, owner, modelId, version);
    kept = await keptRebalance(client, owner, idempotency);
    if (!isRaised && kept === null) await refuse(client, owner, modelId, version);
    if (!isRaised) return null;
    const id = await insertRebalance(client, {
      ...{ owner, kind: 'MODEL', modelId, modelVersion: version, day, terms, idempotency },
    });
    if (id === null) throw new Outdated();
    await requireNoOther(client, owner, modelId, id);
    const portfolios = await namePortfolios(client, owner, modelId, id);
    await enqueue(client, rebalanceJob, { rebalanceId: id, asOf: terms.asOf }, { key: rebalanceKey(id) });
    const result = await readRebalance(client, owner, id);
    if (result === null) throw new Error('expected a new rebalance');
    return { result, subject: `Rebalance:${id}`, details: { model: modelId, mode: terms.mode, portfolios } };
  });
  return stored ?? (kept && (await readRebalance(database.pool, owner, kept)));
}

/** Returns the session that prices of a day are of. */
async function sessionUpTo(
  database: Rebalancing['database'],
  asOf: IsoDate | null,
  signal: AbortSignal | undefined,
): Promise<IsoDate> {
  const days = await readTradingDays(readsOf(database, signal));
  if (days.newest === null) {
    throw new UserError('Expected a store with prices, got one without any session: import prices first.');
  }
  return asOf === null || asOf >= days.newest ? days.newest : days.upTo(asOf);
}

/** A model is rebalanced once for each of its versions. */
async function raise(client: pg.ClientBase, owner: number, id: number, version: number): Promise<boolean> {
  const raised = await sqlOver(
    client,
    sql<{ id: number }>`UPDATE models AS model SET version = model.version + 1
      WHERE ${owned('model', owner)} AND model.id = ${id}::int4 AND model.version = ${version}::int4
      RETURNING model.id`,
  );
  return raised.length > 0;
}

/** @throws VersionConflict unless the owner has no such model */
async function refuse(client: pg.ClientBase, owner: number, id: number, version: number): Promise<void> {
  const [now] = await sqlOver(
    client,
    sql<{ version: number }>`SELECT model.version FROM models AS model
      WHERE ${owned('model', owner)} AND model.id = ${id}::int4`,
  );
  if (now !== undefined) throw VersionConflict.of('model', now.version, version);
}

/** The model is locked, so that of two rebalances the second sees the first. */
async function requireNoOther(
  client: pg.ClientBase,
  owner: number,
  modelId: number,
  id: number,
): Promise<void> {
  const others = await sqlOver(
    client,
    sql<{ id: number }>`SELECT rebalance.id FROM rebalances AS rebalance
      WHERE ${owned('rebalance', owner)} AND rebalance.model_id = ${modelId}::int4 AND rebalance.id <> ${id}::int4
        AND rebalance.kind = 'MODEL' AND rebalance.status IN ('QUEUED', 'RUNNING')
      LIMIT 1`,
  );
  if (others.length === 0) return;
  throw new VersionConflict(
    'Expected a model of which no rebalance waits or runs, got one of which one does: wait for its end, or cancel it.',
  );
}

/** Names the portfolios that the model has now; one that is attached later is not rebalanced. */
async function namePortfolios(
  client: pg.ClientBase,
  owner: number,
  modelId: number,
  id: number,
): Promise<number> {
  const named = await sqlOver(
    client,
    sql<{ id: number }>`INSERT INTO rebalance_portfolios (rebalance_id, portfolio_id)
      SELECT ${id}::int4, portfolio.id FROM portfolios AS portfolio
      WHERE ${owned('portfolio', owner)} AND portfolio.model_id = ${modelId}::int4 AND portfolio.deleted_at IS NULL
      RETURNING portfolio_id AS id`,
  );
  if (named.length > 0) return named.length;
  throw new UserError(
    'Expected a model that portfolios follow, got one that none follows: name it by attachPortfolio first.',
  );
}
