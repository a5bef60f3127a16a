import { membersWhere, type Members } from './members.js';
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
 */
export function measureStability(
  former: UniverseSession,
  { rows, members }: UniverseSession,
  lag: number,
  measures: UniverseMeasures,
): void {
  const now = rows.session;
  const rowOf = new Map<number, number>();
  for (const row of members.rows) rowOf.set(rows.security[row], row);
  const both = membersWhere(
    former.rows.count,
    (row) => former.members.mask[row] === 1 && rowOf.has(former.rows.security[row]),
  );
  const later = Int32Array.from(both.rows, (row) => rowOf.get(former.rows.security[row]) ?? 0);
  both.rows.forEach((row, k) => {
    const column = transitionColumn(lag, former.rows.band[row], rows.band[later[k]]);
    measures.transitions.add(column, now, 1);
  });
  if (later.length < FEWEST_STOCKS) return;
  const isBoth = new Set(later);
  const bothNow = membersWhere(rows.count, (row) => isBoth.has(row));
  SCORE_FIGURES.forEach((_, figure) => {
    const before = ranksOf(former.rows.figures[figure].ordering, both);
    const ranks = ranksOf(rows.figures[figure].ordering, bothNow);
    // Stocks have other rows on the former session.
    const moved = new Float64Array(before.length);
    both.rows.forEach((row, k) => (moved[row] = ranks[later[k]]));
    const value = rankCorrelation(before, moved, both);
    measures.autocorrelation.set(figure * LAGS.length + lag, now, value);
  });
}
