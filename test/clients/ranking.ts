import type { BookRow } from '../../src/books/dayBook.js';
import type { Mode } from '../../src/scoring/names.js';
import { DAY } from '../graphql/day.js';
import { rowsOf } from '../graphql/scoredDay.js';
import { UNSCORED } from '../graphql/store.js';

/** The scores that the filled service has of the newest day, the best first, equal ones by ticker. */
export function rankingOf(mode: Mode): readonly BookRow[] {
  return rowsOf(DAY, mode, 2)
    .filter(({ ticker }) => ticker !== UNSCORED)
    .sort((a, b) => b.value - a.value || (a.ticker < b.ticker ? -1 : 1));
}

/** The pillars of a score as Pillars.all has them: F, T, R, O, Q, S. */
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
