import type pg from 'pg';
import type { NewAlertEvent } from '../appendEvents.js';
import type { Renames } from './renames.js';

/**
 * Makes rules and alerts of renamed stocks those of the stocks of today, so that they go on. Where a rule has an alert of both
 * that stands, that of the former symbol is resolved.
 *
 * @param client is in the transaction of the evaluation
 * @returns the events of it, for `appendEvents`
 */
export async function followRenames(
  client: pg.ClientBase,
  renames: Renames,
): Promise<readonly NewAlertEvent[]> {
  const { from, to } = renames.pairs;
  if (from.length === 0) return [];
  await client.query(MOVE_RULES, [from, to]);
  const { rows } = await client.query<{ id: number; value: number | null; was_open: boolean }>(
    RESOLVE_DOUBLES,
    [from, to],
  );
  await client.query(
    `UPDATE alerts SET stock_id = to_id FROM unnest($1::int4[], $2::int4[]) AS renamed (from_id, to_id)
     WHERE stock_id = from_id`,
    [from, to],
  );
  return rows
    .filter(({ was_open }) => was_open)
    .map(({ id, value }) => ({ alertId: Number(id), change: 'RESOLVED', value, state: 'RESOLVED' }));
}

/** Each stock stays where it was first named. */
const MOVE_RULES = `
  UPDATE alert_rules SET stock_ids = (
    SELECT array_agg(of_today.id ORDER BY of_today.place) FROM (
      SELECT coalesce(to_id, named.id) AS id, min(place) AS place
      FROM unnest(stock_ids) WITH ORDINALITY AS named (id, place)
      LEFT JOIN unnest($1::int4[], $2::int4[]) AS renamed (from_id, to_id) ON from_id = named.id
      GROUP BY 1
    ) AS of_today
  ) WHERE stock_ids && $1::int4[]`;

const RESOLVE_DOUBLES = `
  WITH standing AS (
    SELECT alerts.id, state <> 'RESOLVED' AS was_open,
      row_number() OVER (PARTITION BY rule_id, coalesce(to_id, stock_id) ORDER BY to_id IS NOT NULL, alerts.id DESC) AS place
    FROM alerts LEFT JOIN unnest($1::int4[], $2::int4[]) AS renamed (from_id, to_id) ON from_id = stock_id
    WHERE beyond AND stock_ids IS NULL AND (stock_id = ANY ($1) OR stock_id = ANY ($2))
  )
  UPDATE alerts SET beyond = false, state = 'RESOLVED', resolved_at = coalesce(resolved_at, clock_timestamp())
  FROM standing WHERE standing.id = alerts.id AND place > 1
  RETURNING alerts.id, value, was_open`;
