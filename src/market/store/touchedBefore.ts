import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { arePricesAdjusted } from './marketKind.js';

/**
 * Returns the first day before its ex-date that an action of a batch touches; Infinity where there is none. A figure per
 * share that a source has adjusted up to the ex-date or later is adjusted back on the days before it. Where prices were
 * given as adjusted, figures are adjusted for all actions.
 *
 * @param client is in the transaction of the batch
 */
export async function touchedBefore(client: pg.ClientBase, batch: number): Promise<Day> {
  const { rows } = await client.query<{ day: Day | null }>(
    `SELECT min(figure.published_on) - date '1970-01-01' AS day
     FROM actions AS action JOIN statements AS figure USING (stock_id)
     WHERE (action.recorded_in = $1 OR action.superseded_in = $1)
       AND action.kind IN ('SPLIT', 'BONUS', 'CONSOLIDATION')
       AND figure.superseded_in IS NULL
       AND figure.published_on < action.ex_date
       AND CASE WHEN $2 THEN figure.metric IN ('eps', 'shares_cr')
         ELSE figure.metric = 'eps' AND figure.adjusted_to >= action.ex_date END`,
    [batch, await arePricesAdjusted(client)],
  );
  return rows[0].day ?? Infinity;
}
