import type pg from 'pg';
import type { AlertState } from '../../../database/tables.js';
import { BANDS, type Band, type IsoDate } from '../../../scoring/names.js';
import type { NewAlertEvent } from '../appendEvents.js';
import { hasChanged } from './evaluateRules.js';
import { limitsOf } from './limits.js';
import { readSession } from './readSession.js';
import type { Renames } from './renames.js';
import type { RuleRow } from './ruleRow.js';
import type { SessionColumns } from './sessionColumns.js';

/** The runs that were stored since the last evaluation. */
export interface NewRuns {
  readonly evaluated: number;
  readonly upTo: number;
}

/**
 * Marks the alerts whose session was evaluated again or withdrawn, and on which their condition fails now. Alerts of former
 * versions of a rule stay as they are, as the rule asks for something else since.
 *
 * @param client is in the transaction of the evaluation
 * @returns the events of it, for `appendEvents`
 */
export async function correctAlerts(
  client: pg.ClientBase,
  rules: readonly RuleRow[],
  renames: Renames,
  runs: NewRuns,
): Promise<readonly NewAlertEvent[]> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const events: NewAlertEvent[] = [];
  for (const day of await daysToCheck(client, runs)) {
    const alerts = (await alertsOf(client, day)).flatMap((alert) => {
      const rule = byId.get(alert.rule_id);
      return rule === undefined ? [] : [{ ...alert, stock_ids: renames.ofAll(alert.stock_ids), rule }];
    });
    if (alerts.length === 0) continue;
    const session = await readSession(client, renames, {
      ...{ day, evaluated: runs.evaluated },
      stockIds: [...new Set(alerts.flatMap(({ stock_ids }) => stock_ids))],
      withParts: alerts.some(({ rule }) => rule.metric === 'RISK_PART'),
      withCloses: alerts.some(({ rule }) => rule.metric === 'CLOSE'),
    });
    for (const { id, state, stock_ids, band, rule } of alerts) {
      const elements = stock_ids.map((stock) => session.elementOf(stock));
      if (elements.some((element) => holds(rule, band, session, element))) continue;
      const value = elements.length === 1 ? valueOf(rule, session, elements[0]) : null;
      events.push({ alertId: id, change: 'CORRECTED', value, state });
    }
  }
  if (events.length > 0) {
    await client.query('UPDATE alerts SET corrected = true WHERE id = ANY ($1)', [
      events.map(({ alertId }) => alertId),
    ]);
  }
  return events;
}

/** Whether what an alert tells of a stock is so on its session. */
function holds(rule: RuleRow, band: Band | null, session: SessionColumns, element: number): boolean {
  const column = session.columnOf(rule);
  if (column === null || element === -1) return false;
  if (rule.comparator !== 'CHANGED') {
    const { sign, edge } = limitsOf(rule);
    return sign * column.values[element] > edge;
  }
  return hasChanged(rule, column, element) && (band === null || BANDS[column.values[element]] === band);
}

function valueOf(rule: RuleRow, session: SessionColumns, element: number): number | null {
  const value = session.columnOf(rule)?.values.at(element) ?? NaN;
  return rule.metric === 'BAND' || element === -1 || value !== value ? null : value;
}

/** Reads the days with alerts that were evaluated again since, or are not served any more. */
async function daysToCheck(client: pg.ClientBase, { evaluated, upTo }: NewRuns): Promise<readonly IsoDate[]> {
  const { rows } = await client.query<{ day: IsoDate }>(
    // The days of alerts are read one by one from the index, because there may be many alerts of a day.
    `WITH RECURSIVE days AS (
       SELECT min(day) AS day FROM alerts WHERE NOT corrected
       UNION ALL
       SELECT (SELECT min(day) FROM alerts WHERE NOT corrected AND alerts.day > days.day) FROM days WHERE day IS NOT NULL
     )
     SELECT day::text FROM days
     WHERE day IN (SELECT day FROM runs WHERE committed > $1 AND committed <= $2)
       OR NOT EXISTS (SELECT FROM served_days AS served WHERE served.day = days.day)
       AND NOT EXISTS (SELECT FROM assessed_days AS assessed WHERE assessed.day = days.day)
     ORDER BY days.day`,
    [evaluated, upTo],
  );
  return rows.flatMap(({ day }) => (day === null ? [] : [day]));
}

interface AlertOfDay {
  readonly id: number;
  readonly rule_id: number;
  readonly state: AlertState;
  readonly band: Band | null;
  readonly stock_ids: readonly number[];
}

async function alertsOf(client: pg.ClientBase, day: IsoDate): Promise<readonly AlertOfDay[]> {
  const { rows } = await client.query<AlertOfDay>(
    `SELECT alerts.id, rule_id, state, band, coalesce(alerts.stock_ids, ARRAY[stock_id]) AS stock_ids
     FROM alerts JOIN alert_rules AS rules ON rules.id = rule_id AND rules.version = rule_version
     WHERE day = $1 AND NOT corrected ORDER BY alerts.id`,
    [day],
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
