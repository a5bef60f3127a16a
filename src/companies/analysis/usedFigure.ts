import { isoOf } from '../../market/day.js';
import { snap } from '../../scoring/rounding.js';
import type { MetricFigure } from '../figures/metricFigure.js';

/** Returns a figure as inputs are hashed: its value, what it is of, and what it was derived from. */
export const usedFigure = (figure: MetricFigure | null): unknown =>
  figure && {
    value: snap(figure.value),
    formula: figure.formula,
    period: figure.period,
    periodEnd: isoOf(figure.periodEnd),
    basis: figure.basis,
    source: figure.source,
    publishedOn: isoOf(figure.publishedOn),
  };
