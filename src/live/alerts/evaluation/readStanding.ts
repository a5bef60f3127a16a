import type pg from 'pg';
import type { IsoDate } from '../../../scoring/names.js';
import type { Renames } from './renames.js';
import type { SessionColumns } from './sessionColumns.js';
import type { StandingAlert } from './standingAlert.js';

interface Row {
  readonly id: number;
  readonly rule_id: number;
  readonly is_open: boolean;
  readonly last_day: IsoDate | null;
  readonly stock_id: number | null;
  /** Null: it stands for one stock. */
  readonly stock_ids: readonly number[] | null;
}

/**
 * Reads the alerts that rules have to know of: those whose value has not been back since, and those of the session that tell
 * of a change, so that they are not told again. Corrected ones of these were told of something else.
 *
 * @returns by the id of their rule
 */
export async function readStanding(
  client: pg.ClientBase,
  renames: Renames,
  session: SessionColumns,
): Promise<ReadonlyMap<number, readonly StandingAlert[]>> {
  const { rows } = await client.query<Row>(
    `SELECT alerts.id, rule_id, state <> 'RESOLVED' AS is_open, last_day::text, stock_id, beyond_ids AS stock_ids
     FROM alerts WHERE beyond
     UNION ALL
     SELECT alerts.id, rule_id, false, last_day::text, stock_id, alerts.stock_ids
     FROM alerts JOIN alert_rules AS rules ON rules.id = rule_id AND rules.version = rule_version
     WHERE day = $1 AND NOT corrected AND comparator = 'CHANGED'`,
    [session.day],
  );
  const standing = new Map<number, StandingAlert[]>();
  for (const { id, rule_id, is_open, last_day, stock_id, stock_ids } of rows) {
    const alert: StandingAlert = {
      ...{ id, isOpen: is_open, lastDay: last_day, isOfMany: stock_ids !== null },
      stocks: renames
        .ofAll(stock_ids ?? (stock_id === null ? [] : [stock_id]))
        .map((one) => session.elementOf(one)),
    };
    const own = standing.get(rule_id);
    if (own === undefined) standing.set(rule_id, [alert]);
    else own.push(alert);
  }
  return standing;
}
