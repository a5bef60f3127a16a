import type { StatementMetric } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import type { MetricUnit } from '../figures/metricCodes.js';

/** A figure that the text of a document states. It never enters the statements by itself. */
export interface SuggestedFigure {
  readonly code: StatementMetric;
  /** Null where the text does not say of which period it is. */
  readonly periodEnd: IsoDate | null;
  /** The length of the period; null where the text does not say it, and of what is counted on a day, such as equity. */
  readonly months: number | null;
  /** In the unit of the metric. */
  readonly value: number;
  readonly unit: MetricUnit;
  /** The share of the four marks that were found: an exact name, the unit, the period, a table. */
  readonly confidence: number;
  /** The amount with up to 100 characters before and after it. */
  readonly text: string;
  /** From 1; null where the document has no pages. */
  readonly page: number | null;
  /** Where the amount starts in the cleaned text, in UTF-16 units. */
  readonly start: number;
}
