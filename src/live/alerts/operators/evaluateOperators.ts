import type pg from 'pg';
import { inTransaction } from '../../../database/transaction.js';
import type { OperatorFigures } from '../../../status/operatorFigures.js';
import { appendEvents } from '../appendEvents.js';
import { evaluateRules } from '../evaluation/evaluateRules.js';
import { readRules } from '../evaluation/readRules.js';
import type { StandingAlert } from '../evaluation/standingAlert.js';
import { storeEvaluation } from '../evaluation/storeEvaluation.js';
import { operatorMessage } from './operatorMessage.js';
import { operatorSession } from './operatorSession.js';

/**
 * Evaluates the rules of operators, in one transaction.
 *
 * @param client holds the lock of alerts
 * @param read is called where there are such rules
 * @returns how many events were appended
 */
export async function evaluateOperators(
  client: pg.ClientBase,
  read: () => Promise<OperatorFigures>,
): Promise<number> {
  return inTransaction(client, async () => {
    const rules = await readRules(client, 'SERVICE');
    if (rules.length === 0) return 0;
    const session = operatorSession(await read());
    const standing = await readStanding(
      client,
      rules.map(({ id }) => id),
    );
    const events = await storeEvaluation(client, evaluateRules(rules, session, standing), {
      day: null,
      idsOf: () => [],
      describe: ({ rule }) => {
        const value = session.columnOf(rule)?.values[0] ?? NaN;
        const message = operatorMessage(rule, value);
        return { stock_id: null, stock_ids: null, value, previous: null, band: null, message };
      },
    });
    // Each minute is an occurrence, and would be an event without end.
    const told = events.filter(({ change }) => change !== 'REPEATED');
    await appendEvents(client, told);
    return told.length;
  });
}

async function readStanding(
  client: pg.ClientBase,
  rules: readonly number[],
): Promise<ReadonlyMap<number, readonly StandingAlert[]>> {
  const { rows } = await client.query<{ id: number; rule_id: number; is_open: boolean }>(
    `SELECT id, rule_id, state <> 'RESOLVED' AS is_open FROM alerts WHERE beyond AND rule_id = ANY ($1)`,
    [rules],
  );
  return new Map(
    rows.map(({ id, rule_id, is_open }) => [
      rule_id,
      [{ id, isOpen: is_open, lastDay: null, stocks: [0], isOfMany: false }],
    ]),
  );
}
