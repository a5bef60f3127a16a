import type { CompanyFigures } from './companyFigures.js';
import type { MetricFigure } from './metricFigure.js';
import type { MetricFlag } from './metricFlag.js';

/** The flags of the figures of one company, as of the day of these. */
export class FigureFlags {
  constructor(readonly company: CompanyFigures) {}

  /** Returns what is odd about one of the company's `metrics()`; none of growth and margins. */
  of(_figure: MetricFigure): readonly MetricFlag[] {
    throw new Error('not there yet');
  }
}
