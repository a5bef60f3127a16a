import type { Basis, Figure } from '../../market/facts.js';
import type { CountingFigure } from './countingFigures.js';
import { metricCode } from './metricCodes.js';
import type { FigureVersion, MetricBasis, MetricFigure } from './metricFigure.js';

const NONE: readonly FigureVersion[] = [];

/** Returns a figure as it was filed, with the earlier versions that had another value. */
export function filedFigure({ figure, earlier }: CountingFigure): MetricFigure {
  const { metric: code, period, months, periodEnd, basis, value, source, publishedOn } = figure;
  const { name, unit } = metricCode(code);
  const restated = earlier.length > 0 ? earlier.flatMap((one) => versionIfNot(value, one)) : NONE;
  // A literal with spreads takes ten times as long, and there are hundreds of figures of each company.
  return {
    code,
    name,
    period,
    months,
    periodEnd,
    value,
    unit,
    basis: metricBasis(basis),
    source,
    publishedOn,
    derived: false,
    formula: null,
    restated,
  };
}

function versionIfNot(counting: number, { value, publishedOn, source }: Figure): FigureVersion[] {
  return value === counting ? [] : [{ value, publishedOn, source }];
}

/** Returns the name that a basis is served by. */
export function metricBasis(basis: Basis): MetricBasis {
  return basis === '' ? 'UNKNOWN' : basis;
}
