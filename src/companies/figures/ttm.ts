import { derivedFigure } from './derivedFigure.js';
import { dated, type FlowValue } from './flowValue.js';
import type { MetricFigure } from './metricFigure.js';

/** Returns the sum of four quarters as a figure, such as "sales 400 (2024-09-30) + 380 (2024-06-30) + …". */
export function ttm({ metric, period, periodEnd, value, inputs }: FlowValue): MetricFigure {
  const formula = `${metric} ${inputs.map(dated).join(' + ')}`;
  return derivedFigure({ code: metric, period, periodEnd, value, formula, inputs });
}
