import type { BookRow } from '../../../src/books/dayBook.js';
import type { Mode } from '../../../src/scoring/names.js';
import { DAY } from '../days/day.js';
import { rowsOf } from '../days/storedRows.js';
import { UNSCORED } from '../days/filledStore.js';

/** The scores of the newest day in the filled service, from the best to the worst, equal ones by ticker. */
export function rankingOf(mode: Mode): readonly BookRow[] {
  return rowsOf(DAY, mode, 2)
    .filter(({ ticker }) => ticker !== UNSCORED)
    .sort((a, b) => b.value - a.value || (a.ticker < b.ticker ? -1 : 1));
}

/** Returns the pillars of a score in the order of Pillars.all: F, T, R, O, Q, S. */
export function pillarsOf({ f, t, r, o, q, s }: BookRow): readonly { name: string; score: number }[] {
  return [
    { name: 'FUNDAMENTALS', score: f },
    { name: 'TECHNICALS', score: t },
    { name: 'RELATIVE_STRENGTH', score: r },
    { name: 'OWNERSHIP', score: o },
    { name: 'QUALITY', score: q },
    { name: 'SECTOR_MOMENTUM', score: s },
  ];
}
