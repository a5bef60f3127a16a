import type { Day } from '../../scoring/names.js';
import { BASES, type Figure, type StatementMetric } from '../facts.js';

/**
 * Returns the newest POINT figure of a metric: of those published by a day the one with the greatest period_end, then the
 * first basis in the order of BASES, then the latest publication. Null where there is none.
 */
export function newestPoint(figures: readonly Figure[], metric: StatementMetric, day: Day): Figure | null {
  let newest: Figure | null = null;
  for (const figure of figures) {
    if (figure.metric !== metric || figure.period !== 'POINT' || figure.publishedOn > day) continue;
    if (newest === null || isNewer(figure, newest)) newest = figure;
  }
  return newest;
}

function isNewer(a: Figure, b: Figure): boolean {
  const order =
    a.periodEnd - b.periodEnd ||
    BASES.indexOf(b.basis) - BASES.indexOf(a.basis) ||
    a.publishedOn - b.publishedOn;
  return order > 0;
}
