import { sql, type RawBuilder } from 'kysely';
import type { IsoDate, Ticker } from '../../scoring/names.js';

/** The last days of the symbols of stocks that were renamed since; null: there are none. */
export type Renames = Readonly<Record<Ticker, IsoDate>> | null;

/**
 * Returns the expression that finds which symbols were given up since a rebalance was stored, as JSON. Without it, stocks that
 * are stored under such a symbol would be taken for the company that has it today.
 *
 * @param asOf the expression of the day of the rebalance
 * @param createdAt that of the instant at which it was stored
 */
export const renamesSince = (
  asOf: RawBuilder<unknown>,
  createdAt: RawBuilder<unknown>,
): RawBuilder<Renames> => sql<Renames>`(
  SELECT json_object_agg(renamed.former, renamed.until) FROM (
    SELECT symbols.former, min(symbols.until) AS until
    FROM symbols JOIN batches ON batches.id = symbols.recorded_in
    WHERE symbols.superseded_in IS NULL AND symbols.until >= ${asOf} AND batches.recorded_at > ${createdAt}
    GROUP BY symbols.former
  ) AS renamed)`;
