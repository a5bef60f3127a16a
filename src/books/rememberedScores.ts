import { sql, type RawBuilder } from 'kysely';
import { countAtOrBelow } from '../scoring/statistics.js';
import type { Day, IsoDate, Mode, Points } from '../scoring/names.js';

/** A score whose band before guardrails depends on the scores before it. */
export interface RememberedKey {
  readonly stockId: number;
  readonly mode: Mode;
  /** Name of the method, whose current scores count. */
  readonly method: string;
  /** The first session that is remembered. */
  readonly from: IsoDate;
  readonly day: IsoDate;
}

/** The scores of a key, the oldest first. */
export interface RememberedRow {
  /** The place of the key, from 1. */
  readonly at: number;
  readonly scores: readonly Points[];
}

/**
 * Returns the first of so many sessions before a day, as a number of days.
 *
 * @param sessions ascending
 */
export function sessionsBefore(day: Day, count: number, sessions: Int32Array): Day {
  const before = countAtOrBelow(sessions, day - 1);
  return before === 0 ? day : sessions[Math.max(0, before - count)];
}

/** Reads the scores before guardrails that stocks had on the sessions before a day, in one statement. */
export function rememberedScores(keys: readonly RememberedKey[]): RawBuilder<RememberedRow> {
  return sql<RememberedRow>`
    SELECT asked.at, coalesce(former.scores, '{}') AS scores
    FROM unnest(
      ${keys.map(({ stockId }) => stockId)}::integer[],
      ${keys.map(({ mode }) => mode)}::mode[],
      ${keys.map(({ method }) => method)}::text[],
      ${keys.map(({ from }) => from)}::date[],
      ${keys.map(({ day }) => day)}::date[]
    ) WITH ORDINALITY AS asked (stock_id, mode, method, first, day, at)
    CROSS JOIN LATERAL (
      SELECT array_agg(earlier.before_guardrails::double precision ORDER BY earlier.day) AS scores
      FROM current_scores_of(asked.method) AS earlier
      WHERE earlier.stock_id = asked.stock_id
        AND earlier.mode = asked.mode
        AND earlier.day < asked.day
        AND earlier.day >= asked.first
    ) AS former`;
}
