import { sql, type RawBuilder } from 'kysely';
import type { Band, IsoDate, Mode } from '../scoring/names.js';

/** A score whose spell is asked for. */
export interface SpellKey {
  readonly stockId: number;
  readonly mode: Mode;
  /** Name of the method, whose current scores count. */
  readonly method: string;
  /** The day of the score, and its band. */
  readonly day: IsoDate;
  readonly band: Band;
  /** The first day of which a change of the band counts as a flip. */
  readonly from: IsoDate;
}

/** For how long a stock has had a band. */
export interface SpellRow {
  /** The place of the key, from 1. */
  readonly at: number;
  /** The first session of the spell. Sessions without a score of the stock are passed over. */
  readonly since: IsoDate;
  /** How many scores the spell has, up to that of the day. */
  readonly sessions: number;
  /** How often the band changed from one score to the next, in the window that ends on the day. */
  readonly flips: number;
}

/** About a year of sessions: flips are counted in so many, up to a day and with it. */
export const YEAR = 248;

/** Reads the spells of scores in one statement. Of each, it reads the scores of the spell and of the year. */
export function bandSpells(keys: readonly SpellKey[]): RawBuilder<SpellRow> {
  return sql<SpellRow>`
    SELECT asked.at, coalesce(spell.since, asked.day) AS since, spell.sessions + 1 AS sessions, year.flips
    FROM unnest(
      ${keys.map(({ stockId }) => stockId)}::integer[],
      ${keys.map(({ mode }) => mode)}::mode[],
      ${keys.map(({ method }) => method)}::text[],
      ${keys.map(({ day }) => day)}::date[],
      ${keys.map(({ band }) => band)}::band[],
      ${keys.map(({ from }) => from)}::date[]
    ) WITH ORDINALITY AS asked (stock_id, mode, method, day, band, year_from, at)
    LEFT JOIN LATERAL (
      SELECT other.day
      FROM current_scores_of(asked.method) AS other
      WHERE other.stock_id = asked.stock_id
        AND other.mode = asked.mode
        AND other.day < asked.day
        AND other.band <> asked.band
      ORDER BY other.day DESC
      LIMIT 1
    ) AS broken ON true
    CROSS JOIN LATERAL (
      SELECT min(held.day) AS since, count(*) AS sessions
      FROM current_scores_of(asked.method) AS held
      WHERE held.stock_id = asked.stock_id
        AND held.mode = asked.mode
        AND held.day < asked.day
        AND held.day > coalesce(broken.day, '-infinity')
    ) AS spell
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE paired.band <> paired.former) AS flips
      FROM (
        SELECT scored.band, lag(scored.band) OVER (ORDER BY scored.day) AS former
        FROM (
          SELECT earlier.day, earlier.band
          FROM current_scores_of(asked.method) AS earlier
          WHERE earlier.stock_id = asked.stock_id
            AND earlier.mode = asked.mode
            AND earlier.day < asked.day
            AND earlier.day >= asked.year_from
          UNION ALL
          SELECT asked.day, asked.band
        ) AS scored
      ) AS paired
    ) AS year`;
}
