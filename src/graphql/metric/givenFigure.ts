import type { GivenFigure } from '../../market/store/importFigures.js';
import { plainDecimal } from './plainDecimal.js';
import type { MetricInput } from './recordMetricsInput.js';

/** Returns a row of the input as a row of statements.csv. */
export function givenFigure({ basis, value, months, ...row }: MetricInput): GivenFigure {
  return {
    ticker: row.ticker,
    period_end: row.periodEnd,
    period: row.period,
    metric: row.code,
    value: plainDecimal(value),
    published_on: row.publishedOn ?? '',
    source: row.source ?? '',
    months: months === null || months === undefined ? '' : String(months),
    basis: basis === null || basis === undefined || basis === 'UNKNOWN' ? '' : basis,
    adjusted_to: row.adjustedTo ?? '',
  };
}

/** The fields of the input, by the columns of statements.csv that have another name. */
export const FIELD_OF_COLUMN: ReadonlyMap<string, keyof MetricInput> = new Map([
  ['metric', 'code'],
  ['period_end', 'periodEnd'],
  ['published_on', 'publishedOn'],
  ['adjusted_to', 'adjustedTo'],
]);
