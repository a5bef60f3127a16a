import { sql } from 'kysely';
import { sqlOver } from '../../database/sqlOver.js';
import type { Job } from '../../jobs/task.js';
import type { IsoDate } from '../../scoring/names.js';
import type { BegunRebalance } from './begunRebalance.js';
import { answerOf } from './answerOf.js';
import { inputsOf } from './inputsOf.js';
import type { WholeAnswer } from './portfolioAnswer.js';
import { readProblems, type PortfolioProblem } from './readProblems.js';
import type { RebalanceServices } from './rebalanceServices.js';
import { putAnswer, storeAnswer, type StoreOutcome } from './storeAnswer.js';
import { storeInJob } from './storeInJob.js';
import { withoutTrades } from './withoutTrades.js';

/** How many portfolios are read with the same statements. */
const AT_ONCE = 5;
/** How many such groups are done at a time, so that some are computed while others are read or stored. */
const GROUPS = 3;
/** How often a portfolio is computed again because it was changed meanwhile. */
const ATTEMPTS = 5;

const GONE = 'It was deleted, or follows another model, since the rebalance was asked for.';
const CHANGING = 'It was changed again and again while it was computed: rebalance it by itself.';

/**
 * Rebalances the portfolios that have no answer yet, each in a transaction of its own. One that fails stops no other, and one
 * that is changed meanwhile is computed again.
 *
 * @param asOf the day of the holdings; null: all entries of the journals count
 * @throws Cancelled where the rebalance was cancelled; UserError where the model was changed or deleted; and where the store
 *   does not answer. What has been stored until then stays.
 */
export async function doPortfolios(
  begun: BegunRebalance,
  asOf: IsoDate | null,
  job: Job<RebalanceServices>,
): Promise<void> {
  const portfolios = await sqlOver(
    job.pool,
    sql<{ id: number; isDone: boolean }>`SELECT portfolio_id AS id, status IS NOT NULL AS "isDone"
      FROM rebalance_portfolios WHERE rebalance_id = ${begun.id}::int4 ORDER BY portfolio_id`,
  );
  const waiting = portfolios.filter(({ isDone }) => !isDone).map(({ id }) => id);
  let next = 0;
  let done = portfolios.length - waiting.length;
  const doGroups = async (): Promise<void> => {
    while (next < waiting.length) {
      const ids = waiting.slice(next, (next += AT_ONCE));
      await doSome(begun, ids, asOf, job);
      job.progress((done += ids.length), portfolios.length);
    }
  };
  const groups = Array.from({ length: GROUPS }, doGroups);
  // All of them end before the job does.
  await Promise.allSettled(groups);
  await Promise.all(groups);
}

async function doSome(
  begun: BegunRebalance,
  ids: readonly number[],
  asOf: IsoDate | null,
  job: Job<RebalanceServices>,
): Promise<void> {
  const { owner, session, terms } = begun;
  let left = ids;
  for (let attempt = 1; left.length > 0; attempt++) {
    job.signal.throwIfAborted();
    const problems = await readProblems(
      (statement) => sqlOver(job.pool, statement),
      owner,
      left,
      { ...terms, asOf, session },
      job.services.rebalancing.costs,
    );
    const doing = left.map(async (id) => ((await doOne(begun, id, problems.get(id), job)) ? [] : [id]));
    await Promise.allSettled(doing);
    left = (await Promise.all(doing)).flat();
    if (attempt < ATTEMPTS) continue;
    for (const id of left) await leave(begun, withoutTrades(id, 'FAILED', CHANGING), job);
    return;
  }
}

/** @returns false where the portfolio was changed meanwhile */
async function doOne(
  begun: BegunRebalance,
  id: number,
  problem: PortfolioProblem | undefined,
  job: Job<RebalanceServices>,
): Promise<boolean> {
  if (problem === undefined || problem.modelId === null || problem.modelId !== begun.modelId) {
    await leave(begun, withoutTrades(id, 'SKIPPED', GONE), job);
    return true;
  }
  const { version, modelId, posed } = problem;
  const answer = await answerOf(problem, job);
  const toStore = { answer, version, modelId, inputs: posed && inputsOf(posed) };
  let outcome: StoreOutcome = 'OUTDATED';
  await storeInJob(job.pool, begun, async (client) => {
    outcome = await storeAnswer(client, begun.id, begun.owner, toStore);
    return outcome === 'STORED';
  });
  return (outcome as StoreOutcome) !== 'OUTDATED';
}

/** Stores an answer that leaves the portfolio as it is. */
async function leave(begun: BegunRebalance, answer: WholeAnswer, job: Job<RebalanceServices>): Promise<void> {
  await storeInJob(job.pool, begun, (client) => putAnswer(client, begun.id, answer, null));
}
