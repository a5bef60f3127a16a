import { snap } from '../../scoring/rounding.js';
import type { Day } from '../../scoring/names.js';
import { metricBasis } from './filedFigure.js';
import { lastPublished, type KnownFigure } from './knownFigures.js';
import { metricCode } from './metricCodes.js';
import type { FlowPeriod } from './flowValue.js';
import type { FigureVersion, MetricFigure } from './metricFigure.js';

const NONE: readonly FigureVersion[] = [];

interface DerivedFrom {
  readonly code: string;
  readonly period: FlowPeriod;
  readonly periodEnd: Day;
  readonly value: number;
  readonly formula: string;
  /** All of one basis. */
  readonly inputs: readonly KnownFigure[];
}

/**
 * Returns a figure that is derived from others. Its value is rounded to ten decimals, because a growth from 100 to 120 is
 * 0.2 for all who compare it, and a double makes it less.
 */
export function derivedFigure({
  code,
  period,
  periodEnd,
  value,
  formula,
  inputs,
}: DerivedFrom): MetricFigure {
  const { name, unit } = metricCode(code);
  return {
    code,
    name,
    period,
    months: period === 'QUARTER' ? 3 : 12,
    periodEnd,
    value: snap(value),
    unit,
    basis: metricBasis(inputs[0].figure.basis),
    source: inputs.some(({ figure }) => figure.source === 'SECONDARY') ? 'SECONDARY' : 'PRIMARY',
    publishedOn: lastPublished(inputs),
    derived: true,
    formula,
    restated: NONE,
  };
}
