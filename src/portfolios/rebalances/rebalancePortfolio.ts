import type pg from 'pg';
import { audited } from '../../access/audit/audited.js';
import { recordingFailure } from '../../access/audit/recordingFailure.js';
import { computeAnswer } from './computeAnswer.js';
import { idempotencyOf, keptRebalance, type Idempotency } from './idempotency.js';
import { inputsOf } from './inputsOf.js';
import { insertRebalance } from './insertRebalance.js';
import { noteModel } from './noteModel.js';
import { Outdated } from './outdated.js';
import { readProblems, type PortfolioProblem } from './readProblems.js';
import { readRebalance } from './readRebalance.js';
import { readsOf, type Rebalancing } from './rebalancing.js';
import { VersionConflict } from '../../versionConflict.js';
import type { PortfolioEditor } from '../store/portfolioEditor.js';
import type { RebalanceRow } from './rebalanceRow.js';
import { requirePosed } from './requirePosed.js';
import type { RebalanceTerms } from './rebalanceTerms.js';
import { storeAnswer } from './storeAnswer.js';
import { termsKey } from './termsKey.js';

/** How often a rebalance is computed again because its model was changed meanwhile. */
const ATTEMPTS = 5;

/** A portfolio to rebalance. */
export interface PortfolioToRebalance {
  readonly portfolioId: number;
  /** That of the portfolio when the rebalance was decided. */
  readonly version: number;
  readonly terms: RebalanceTerms;
  /** Null: none. */
  readonly idempotencyKey: string | null;
}

/**
 * Rebalances a portfolio: computes what to trade, and stores it with all that it was computed from.
 *
 * @returns null where the owner has no such portfolio
 * @throws VersionConflict where the version is another, or the key was given with another input; UserError where the
 *   portfolio has no model; SolverTimeout, QueueFull and what the search throws. Then nothing is stored.
 */
export async function rebalancePortfolio(
  rebalancing: Rebalancing,
  { portfolioId, version, terms, idempotencyKey }: PortfolioToRebalance,
  editor: PortfolioEditor,
): Promise<RebalanceRow | null> {
  const { database, costs } = rebalancing;
  const { owner, signal } = editor;
  const input = { portfolioId, version, ...termsKey(terms) };
  const idempotency = idempotencyOf(idempotencyKey, input);
  const read = readsOf(database, signal);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const problem = (await readProblems(read, owner, [portfolioId], terms, costs)).get(portfolioId);
    // The version of a repeated request is an old one. It is looked for last, so that no other can come in between.
    const kept = await keptRebalance(database.pool, owner, idempotency);
    if (kept !== null) return readRebalance(database.pool, owner, kept);
    if (problem === undefined) return null;
    if (problem.version !== version) throw VersionConflict.of('portfolio', problem.version, version);
    const stored = await compute(rebalancing, problem, terms, idempotency, editor);
    if (stored !== null) return stored;
  }
  throw new VersionConflict(
    'Expected a model that stays as it is while its portfolio is rebalanced, got one that was changed again and again: ' +
      'try again.',
  );
}

/** @returns null where the portfolio or its model was changed meanwhile */
async function compute(
  { database, solver }: Rebalancing,
  problem: PortfolioProblem,
  terms: RebalanceTerms,
  idempotency: Idempotency,
  { owner, actor, signal }: PortfolioEditor,
): Promise<RebalanceRow | null> {
  const posed = requirePosed(problem);
  const { portfolioId, version, modelId, modelVersion } = posed;
  const act = { action: 'REBALANCED', actor, subject: `Portfolio:${portfolioId}` } as const;
  const answer = await recordingFailure(database.pool, act, () => computeAnswer(posed, solver, signal));
  let kept: number | null = null;
  const store = async (client: pg.PoolClient) => {
    const { day } = posed;
    // The model is locked first, as a change of it does.
    if (!(await noteModel(client, owner, modelId, modelVersion))) throw new Outdated();
    const id = await insertRebalance(client, {
      ...{ owner, kind: 'PORTFOLIO', modelId, modelVersion, day, terms, idempotency },
    });
    if (id === null) {
      kept = await keptRebalance(client, owner, idempotency);
      if (kept === null) throw new Outdated();
      return null;
    }
    const toStore = { answer, version, modelId, inputs: inputsOf(posed) };
    if ((await storeAnswer(client, id, owner, toStore)) !== 'STORED') throw new Outdated();
    const { status, trades } = answer;
    const result = await readRebalance(client, owner, id);
    if (result === null) throw new Error('expected a new rebalance');
    return {
      result,
      subject: `Rebalance:${id}`,
      details: { portfolio: portfolioId, mode: terms.mode, status, transactions: trades.length },
    };
  };
  try {
    return (
      (await audited(database, { ...act, signal }, store)) ??
      (kept && (await readRebalance(database.pool, owner, kept)))
    );
  } catch (error) {
    if (error instanceof Outdated) return null;
    throw error;
  }
}
