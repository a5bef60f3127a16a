import type pg from 'pg';
import type { AlertsTable } from '../../../database/tables.js';
import type { IsoDate } from '../../../scoring/names.js';
import type { NewAlertEvent } from '../appendEvents.js';
import { inParts } from '../inParts.js';
import type { Evaluation, JudgedAlert, NewAlert } from './evaluation.js';

/** Says what alerts are about. */
export interface AlertTeller {
  /** The session; null in alerts of operators. */
  readonly day: IsoDate | null;
  /** Returns the ids of stocks. */
  readonly idsOf: (stocks: readonly number[]) => readonly number[];
  readonly describe: (alert: NewAlert) => AlertDescription;
}

/** What a new alert says. */
export type AlertDescription = Pick<
  AlertsTable,
  'stock_id' | 'stock_ids' | 'value' | 'previous' | 'band' | 'message'
> & {
  /** Left out where the alert is about no portfolio. */
  readonly portfolio_id?: number;
};

/**
 * Stores what an evaluation changes of alerts.
 *
 * @param client is in the transaction of the evaluation
 * @returns the events of it, for `appendEvents`
 */
export async function storeEvaluation(
  client: pg.ClientBase,
  { raised, judged, rules }: Evaluation,
  teller: AlertTeller,
): Promise<readonly NewAlertEvent[]> {
  const stored: (readonly NewAlertEvent[])[] = [];
  for (const part of inParts(judged)) stored.push(await storeJudged(client, part, teller));
  for (const part of inParts(raised)) stored.push(await storeRaised(client, part, teller));
  const first = rules.filter(({ is_new }) => is_new);
  if (first.length > 0) {
    await client.query('UPDATE alert_rules SET evaluated_version = version WHERE id = ANY ($1)', [
      first.map(({ id }) => id),
    ]);
  }
  return stored.flat();
}

async function storeJudged(
  client: pg.ClientBase,
  judged: readonly JudgedAlert[],
  teller: AlertTeller,
): Promise<readonly NewAlertEvent[]> {
  const { rows } = await client.query<{ id: number; state: NewAlertEvent['state'] }>(
    `UPDATE alerts SET
       state = CASE change WHEN 'RESOLVED' THEN 'RESOLVED' ELSE state END,
       resolved_at = CASE change WHEN 'RESOLVED' THEN clock_timestamp() ELSE resolved_at END,
       resolved_by_value = CASE change WHEN 'RESOLVED' THEN by_value ELSE resolved_by_value END,
       occurrences = occurrences + CASE change WHEN 'REPEATED' THEN 1 ELSE 0 END,
       last_day = CASE change WHEN 'REPEATED' THEN $2::date ELSE last_day END,
       last_seen_at = CASE change WHEN 'REPEATED' THEN clock_timestamp() ELSE last_seen_at END,
       beyond = still,
       beyond_ids = CASE WHEN beyond_ids IS NULL THEN NULL ELSE given.ids END
     FROM json_to_recordset($1) AS given (of int8, change text, by_value boolean, still boolean, ids int4[])
     WHERE alerts.id = of
     RETURNING alerts.id, state`,
    [
      JSON.stringify(
        judged.map(({ alert, change, isByValue, beyond }) => ({
          ...{ of: alert.id, change, by_value: isByValue, still: beyond.length > 0 },
          ids: teller.idsOf(beyond),
        })),
      ),
      teller.day,
    ],
  );
  const states = new Map(rows.map(({ id, state }) => [Number(id), state]));
  return judged.flatMap(({ alert: { id }, change, value }) => {
    const state = states.get(id);
    return change === null || state === undefined ? [] : [{ alertId: id, change, value, state }];
  });
}

async function storeRaised(
  client: pg.ClientBase,
  raised: readonly NewAlert[],
  teller: AlertTeller,
): Promise<readonly NewAlertEvent[]> {
  const { rows: ids } = await client.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('alerts', 'id')) AS id FROM generate_series(1, $1)`,
    [raised.length],
  );
  const given = raised.map((alert, k) => ({ ...rowOf(alert, teller), id: Number(ids[k].id) }));
  await client.query(
    `INSERT INTO alerts (id, rule_id, rule_version, stock_id, portfolio_id, stock_ids, beyond_ids, day, last_day, state,
       resolved_at, first_seen_at, last_seen_at, severity, value, previous, threshold, band, message, beyond)
     OVERRIDING SYSTEM VALUE
     SELECT id, rule_id, rule_version, stock_id, portfolio_id, stock_ids, CASE WHEN beyond THEN stock_ids END, $2, $2,
       CASE WHEN beyond THEN 'OPEN' ELSE 'RESOLVED' END, CASE WHEN beyond THEN NULL ELSE statement_timestamp() END,
       statement_timestamp(), statement_timestamp(),
       severity, value, previous, threshold, band, message, beyond
     FROM json_to_recordset($1) AS given (id int8, rule_id int4, rule_version int4, stock_id int4,
         portfolio_id int4, stock_ids int4[],
       severity severity, value float8, previous float8, threshold float8, band band, message text, beyond boolean)`,
    [JSON.stringify(given), teller.day],
  );
  return given.map(({ id, value, beyond }) => {
    const state = beyond ? 'OPEN' : 'RESOLVED';
    return { alertId: id, change: 'RAISED', value, state };
  });
}

function rowOf(alert: NewAlert, teller: AlertTeller) {
  const { id: rule_id, version: rule_version, severity, threshold, comparator } = alert.rule;
  // What has changed does not stay so.
  const beyond = comparator !== 'CHANGED';
  return { rule_id, rule_version, severity, threshold, beyond, ...teller.describe(alert) };
}
