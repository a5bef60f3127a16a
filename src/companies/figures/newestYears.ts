import type { StatementMetric } from '../../market/facts.js';
import type { KnownFigure, KnownFigures } from './knownFigures.js';

/** Returns the figures of a metric for so many consecutive years up to the newest, newest first; null where one is missing. */
export function newestYears(
  known: KnownFigures,
  metric: StatementMetric,
  years: number,
): readonly KnownFigure[] | null {
  const [newest] = known.months(metric, 'ANNUAL');
  const figures: KnownFigure[] = [];
  for (let k = 0; k < years; k++) {
    const figure = known.of(metric, 'ANNUAL').get(newest - 12 * k);
    if (figure === undefined) return null;
    figures.push(figure);
  }
  return figures;
}
