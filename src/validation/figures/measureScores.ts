import type { MarketMeasures } from './marketMeasures.js';
import { measureOrder } from './measureOrder.js';
import { measurePools } from './measurePools.js';
import { measureStability, type UniverseSession } from './measureStability.js';
import { membersWhere, type Members } from './members.js';
import { MOST_TRADED, type ValidationUniverse } from './names.js';
import type { ScorePanel } from './panel.js';
import { requireScores } from './requireScores.js';
import { sessionRows, type SessionRows } from './sessionRows.js';
import { SpellTracker } from './spellTracker.js';
import { emptyMeasures, LAGS, type UniverseMeasures } from './universeMeasures.js';

/**
 * Measures each session of one method and mode among the stocks of each universe.
 *
 * @throws RangeError where the columns of the panel do not fit together
 */
export function measureScores(
  market: MarketMeasures,
  scores: ScorePanel,
  universes: readonly ValidationUniverse[],
): UniverseMeasures[] {
  requireScores(market.panel, scores);
  const sessions = market.panel.days.length;
  const measured = universes.map((universe) => {
    const measures = emptyMeasures(universe, sessions, scores.sectors.length);
    const spells = new SpellTracker(market.panel.tickers.length, measures.spells);
    return { measures, spells, recent: [] as UniverseSession[] };
  });
  for (let session = 0; session < sessions; session++) {
    const rows = sessionRows(market, scores, session);
    for (const { measures, spells, recent } of measured) {
      const members = scoredMembers(market, rows, measures.universe);
      const followed = membersWhere(rows.count, (row) => members.mask[row] === 1 && rows.hasNext[row] === 1);
      measureOrder(rows, followed, measures);
      measurePools(rows, followed, measures);
      for (const row of members.rows) {
        measures.bands.add(rows.band[row], session, 1);
        spells.take(rows.security[row], session, rows.band[row]);
      }
      const most = MOST_TRADED[measures.universe];
      const ofUniverse = most === null ? members.rows.length : Math.min(most, market.placed[session]);
      measures.notScored.set(0, session, ofUniverse - members.rows.length);
      recent.push({ rows, members });
      LAGS.forEach((lag, k) => {
        if (session >= lag) {
          const former = recent[recent.length - 1 - lag];
          measureStability(former, { rows, members }, k, market.panel.tickers.length, measures);
        }
      });
      if (recent.length > Math.max(...LAGS)) recent.shift();
    }
  }
  return measured.map(({ measures }) => measures);
}

/** Returns the scored stocks of a session that are in a universe. */
function scoredMembers(
  { panel, places }: MarketMeasures,
  rows: SessionRows,
  universe: ValidationUniverse,
): Members {
  const most = MOST_TRADED[universe];
  return membersWhere(rows.count, (row) => {
    const place = places[rows.security[row] * panel.days.length + rows.session];
    return most === null || (place > 0 && place <= most);
  });
}
