import { membersOf, membersWhere, type Members } from './members.js';
import { FEWEST_STOCKS } from './measureOrder.js';
import { SCORE_FIGURES } from './names.js';
import { rankCorrelation, ranksOf } from './ranks.js';
import type { SessionRows } from './sessionRows.js';
import { LAGS, transitionColumn, type UniverseMeasures } from './universeMeasures.js';

/** A session, and its stocks that are in the universe. */
export interface UniverseSession {
  readonly rows: SessionRows;
  readonly members: Members;
}

/**
 * Compares a session with a former one: the order of each figure, and the bands.
 *
 * @param lag the number of the lag in LAGS
 * @param securities of the market
 */
export function measureStability(
  former: UniverseSession,
  { rows, members }: UniverseSession,
  lag: number,
  securities: number,
  measures: UniverseMeasures,
): void {
  // Stocks have other rows on the former session.
  const rowOf = new Int32Array(securities).fill(-1);
  for (const row of members.rows) rowOf[rows.security[row]] = row;
  const before = membersWhere(
    former.rows.count,
    (row) => former.members.mask[row] === 1 && rowOf[former.rows.security[row]] !== -1,
  );
  const now = membersOf(
    rows.count,
    before.rows.map((row) => rowOf[former.rows.security[row]]),
  );
  now.rows.forEach((row, k) => {
    const column = transitionColumn(lag, former.rows.band[before.rows[k]], rows.band[row]);
    measures.transitions.add(column, rows.session, 1);
  });
  if (now.rows.length < FEWEST_STOCKS) return;
  const formerRanks = new Float64Array(rows.count);
  SCORE_FIGURES.forEach((_, figure) => {
    const ranksBefore = ranksOf(former.rows.figures[figure].ordering, before);
    for (let k = 0; k < now.rows.length; k++) formerRanks[now.rows[k]] = ranksBefore[before.rows[k]];
    const ranks = ranksOf(rows.figures[figure].ordering, now);
    const value = rankCorrelation(formerRanks, ranks, now);
    measures.autocorrelation.set(figure * LAGS.length + lag, rows.session, value);
  });
}
