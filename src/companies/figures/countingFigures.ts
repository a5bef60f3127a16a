import type { Day } from '../../scoring/names.js';
import type { Figure } from '../../market/facts.js';

/** The version of a figure that counts on a day, and those before it. */
export interface CountingFigure {
  readonly figure: Figure;
  /** The earlier versions, newest first. */
  readonly earlier: readonly Figure[];
}

/**
 * Returns the figures that count on a day: of each metric, period, length, basis and period end, the version that was
 * published last up to the day.
 *
 * @param rows in any order
 */
export function countingFigures(rows: readonly Figure[], on: Day): readonly CountingFigure[] {
  const versions = new Map<string, Figure[]>();
  for (const row of rows) {
    if (row.publishedOn > on) continue;
    const key = `${row.metric} ${row.period} ${row.months} ${row.basis} ${row.periodEnd}`;
    const known = versions.get(key);
    if (known === undefined) versions.set(key, [row]);
    else known.push(row);
  }
  return Array.from(versions.values(), (known) => {
    if (known.length > 1) known.sort((a, b) => b.publishedOn - a.publishedOn);
    const [figure, ...earlier] = known;
    return { figure, earlier };
  });
}
