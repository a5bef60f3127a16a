import type pg from 'pg';
import { BANDS } from '../../../scoring/names.js';
import type { NewAlertEvent } from '../appendEvents.js';
import type { Evaluation, JudgedAlert, NewAlert } from './evaluation.js';
import { messageOf, messageOfMany } from './messages.js';
import type { SessionColumns } from './sessionColumns.js';

/**
 * Stores what an evaluation changes of alerts.
 *
 * @param client is in the transaction of the evaluation
 * @returns the events of it, for `appendEvents`
 */
export async function storeEvaluation(
  client: pg.ClientBase,
  { raised, judged, rules }: Evaluation,
  session: SessionColumns,
): Promise<readonly NewAlertEvent[]> {
  const events = [
    ...(await storeJudged(client, judged, session)),
    ...(await storeRaised(client, raised, session)),
  ];
  const first = rules.filter(({ is_new }) => is_new);
  if (first.length > 0) {
    await client.query('UPDATE alert_rules SET evaluated_version = version WHERE id = ANY ($1)', [
      first.map(({ id }) => id),
    ]);
  }
  return events;
}

async function storeJudged(
  client: pg.ClientBase,
  judged: readonly JudgedAlert[],
  session: SessionColumns,
): Promise<readonly NewAlertEvent[]> {
  if (judged.length === 0) return [];
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
          ids: beyond.map((element) => session.stockAt(element).id),
        })),
      ),
      session.day,
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
  session: SessionColumns,
): Promise<readonly NewAlertEvent[]> {
  if (raised.length === 0) return [];
  const { rows: ids } = await client.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('alerts', 'id')) AS id FROM generate_series(1, $1)`,
    [raised.length],
  );
  const given = raised.map((alert, k) => ({ ...rowOf(alert, session), id: Number(ids[k].id) }));
  await client.query(
    `INSERT INTO alerts (id, rule_id, rule_version, stock_id, stock_ids, beyond_ids, day, last_day, state, resolved_at,
       severity, value, previous, threshold, band, message, beyond)
     OVERRIDING SYSTEM VALUE
     SELECT id, rule_id, rule_version, stock_id, stock_ids, CASE WHEN beyond THEN stock_ids END, $2, $2,
       CASE WHEN beyond THEN 'OPEN' ELSE 'RESOLVED' END, CASE WHEN beyond THEN NULL ELSE clock_timestamp() END,
       severity, value, previous, threshold, band, message, beyond
     FROM json_to_recordset($1) AS given (id int8, rule_id int4, rule_version int4, stock_id int4, stock_ids int4[],
       severity severity, value float8, previous float8, threshold float8, band band, message text, beyond boolean)`,
    [JSON.stringify(given), session.day],
  );
  return given.map(({ id, value, beyond }) => ({
    ...{
      alertId: id,
      change: 'RAISED' as const,
      value,
      state: beyond ? ('OPEN' as const) : ('RESOLVED' as const),
    },
  }));
}

function rowOf({ rule, stocks, isOfMany }: NewAlert, session: SessionColumns) {
  const { id: rule_id, version: rule_version, severity, threshold } = rule;
  // What has changed does not stay so.
  const shared = { rule_id, rule_version, severity, threshold, beyond: rule.comparator !== 'CHANGED' };
  if (isOfMany) {
    return {
      ...{ ...shared, stock_id: null, value: null, previous: null, band: null },
      stock_ids: stocks.map((element) => session.stockAt(element).id),
      message: messageOfMany(rule, stocks.length, session.day),
    };
  }
  const [element] = stocks;
  const { id: stock_id, ticker } = session.stockAt(element);
  const column = session.columnOf(rule);
  const value = column?.values[element] ?? NaN;
  const previous = column?.previous[element] ?? NaN;
  const isBand = rule.metric === 'BAND';
  return {
    ...{ ...shared, stock_id, stock_ids: null },
    // JSON has no NaN, and writes null for it.
    ...{
      value: isBand ? null : value,
      previous: isBand ? null : previous,
      band: isBand ? BANDS[value] : null,
    },
    message: messageOf(rule, ticker, session.day, value, previous),
  };
}
