import type { Basis } from '../../market/facts.js';
import type { CountingFigure } from './countingFigures.js';
import { metricCode } from './metricCodes.js';
import type { MetricBasis, MetricFigure } from './metricFigure.js';

/** Returns a figure as it was filed, with the earlier versions that had another value. */
export function filedFigure({ figure, earlier }: CountingFigure): MetricFigure {
  const { metric, period, months, periodEnd, basis, value, source, publishedOn } = figure;
  return {
    ...{ code: metric, ...metricCode(metric) },
    ...{ period, months, periodEnd, basis: metricBasis(basis), value, source, publishedOn },
    ...{ derived: false, formula: null },
    restated: earlier
      .filter((version) => version.value !== value)
      .map((version) => ({
        value: version.value,
        publishedOn: version.publishedOn,
        source: version.source,
      })),
  };
}

/** Returns the name that a basis is served by. */
export function metricBasis(basis: Basis): MetricBasis {
  return basis === '' ? 'UNKNOWN' : basis;
}
