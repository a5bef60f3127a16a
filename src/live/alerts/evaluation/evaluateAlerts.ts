import type pg from 'pg';
import { inTransaction } from '../../../database/transaction.js';
import { queuePortfolioRules } from '../portfolios/portfolioRulesJob.js';
import { appendEvents, type NewAlertEvent } from '../appendEvents.js';
import { correctAlerts } from './correctAlerts.js';
import { evaluateRules } from './evaluateRules.js';
import { followRenames } from './followRenames.js';
import { readRenames } from './readRenames.js';
import { readRules } from './readRules.js';
import { newestServed, readSession } from './readSession.js';
import { readStanding } from './readStanding.js';
import { sessionTeller } from './sessionTeller.js';
import { storeEvaluation } from './storeEvaluation.js';

/**
 * Evaluates all rules of stocks against the newest session, corrects the alerts of sessions that were evaluated again, and
 * moves the position up to which runs were evaluated, in one transaction: after a crash in the middle, nothing has
 * happened. Done again, it changes nothing.
 *
 * @param client holds the lock of alerts
 * @returns how many events were appended
 */
export async function evaluateAlerts(client: pg.ClientBase): Promise<number> {
  return inTransaction(client, async () => {
    // All is read as of one moment: a run that is stored meanwhile is the next evaluation's.
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const { rows } = await client.query<{ evaluated: number; newest: number }>(
      `SELECT evaluated::float8, coalesce((SELECT max(committed) FROM runs), 0)::float8 AS newest FROM alert_log`,
    );
    const [{ evaluated, newest }] = rows;
    const upTo = Math.max(evaluated, newest);
    const renames = await readRenames(client);
    const followed = await followRenames(client, renames);
    const rules = await readRules(client, 'STOCKS');
    const corrected = await correctAlerts(client, rules, renames, { evaluated, upTo });
    let stored: readonly NewAlertEvent[] = [];
    const day = await newestServed(client);
    if (day !== null && rules.length > 0) {
      const session = await readSession(client, renames, {
        ...{ day, evaluated, stockIds: null },
        withParts: rules.some(({ metric }) => metric === 'RISK_PART'),
        withCloses: rules.some(({ metric }) => metric === 'CLOSE'),
      });
      const evaluation = evaluateRules(rules, session, await readStanding(client, renames, session));
      stored = await storeEvaluation(client, evaluation, sessionTeller(session));
    }
    const events = [...followed, ...corrected, ...stored];
    await appendEvents(client, events);
    await queuePortfolioRules(client, day);
    if (upTo > evaluated) await client.query('UPDATE alert_log SET evaluated = $1', [upTo]);
    return events.length;
  });
}
