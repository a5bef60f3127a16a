import { medianOf, meanOf } from '../../scoring/statistics.js';
import { BANDS } from '../../scoring/names.js';
import { SCORE_FIGURES } from './names.js';
import { closedUp, meanOrNull } from './series.js';
import { LAGS, transitionColumn, type Columns } from './universeMeasures.js';
import type { Autocorrelation, BandSpells, BandTransition } from './validationFigures.js';
import type { WindowOfMeasures } from './windowOfMeasures.js';

/** Sessions of a year. */
const YEAR = 248;
const NEXT = LAGS.indexOf(1);
const TRANSITION_LAGS = [1, 20] as const;

/** Returns how much the order of each figure is that of 1, 5 and 20 sessions before. */
export function autocorrelations(window: WindowOfMeasures): Autocorrelation[] {
  return SCORE_FIGURES.flatMap((figure, at) =>
    LAGS.map((sessions, lag) => {
      const series = laterSessions(window, window.measures.autocorrelation, at * LAGS.length + lag, sessions);
      return { figure, sessions, value: meanOrNull(closedUp(series)) };
    }),
  );
}

/** Returns to which bands stocks move. Bands that no stock has are left out. */
export function bandTransitions(window: WindowOfMeasures): BandTransition[] {
  return TRANSITION_LAGS.flatMap((after) =>
    BANDS.flatMap((from, fromAt) => {
      const counts = BANDS.map((_, to) => transitions(window, LAGS.indexOf(after), fromAt, to));
      const all = counts.reduce((sum, count) => sum + count, 0);
      return all === 0 ? [] : BANDS.map((to, k) => ({ from, to, after, share: counts[k] / all }));
    }),
  );
}

/** Returns how often a stock changes its band in 248 sessions; null where no stock is scored on two sessions in a row. */
export function flipsPerYear(window: WindowOfMeasures): number | null {
  let [pairs, flips] = [0, 0];
  BANDS.forEach((_, from) =>
    BANDS.forEach((__, to) => {
      const count = transitions(window, NEXT, from, to);
      pairs += count;
      if (from !== to) flips += count;
    }),
  );
  return pairs === 0 ? null : (flips / pairs) * YEAR;
}

/** Returns how long stocks keep a band, by spells that begin and end within the window. */
export function bandSpells({ measures, range }: WindowOfMeasures): BandSpells[] {
  const within = measures.spells.filter(({ before, after }) => before >= range.start && after < range.end);
  return BANDS.map((band, at) => {
    const lengths = Float64Array.from(
      within.filter((spell) => spell.band === at).map(({ before, after }) => after - before - 1),
    ).sort();
    const n = lengths.length;
    return n === 0
      ? { band, n, mean: null, median: null }
      : { band, n, mean: meanOf(lengths), median: medianOf(lengths) };
  });
}

function transitions(window: WindowOfMeasures, lag: number, from: number, to: number): number {
  const column = transitionColumn(lag, from, to);
  return laterSessions(window, window.measures.transitions, column, LAGS[lag]).reduce(
    (sum, count) => sum + count,
    0,
  );
}

/** Returns the values of the sessions whose former session is within the window, too. */
const laterSessions = (
  window: WindowOfMeasures,
  columns: Columns,
  column: number,
  lag: number,
): Float64Array => window.series(columns, column).subarray(lag);
