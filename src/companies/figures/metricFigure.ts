import type { Day } from '../../scoring/names.js';
import type { Period, Source } from '../../market/facts.js';
import type { MetricUnit } from './metricCodes.js';

/** Lengths of periods of metrics: those of statements, and any four consecutive quarters (TTM). */
export const METRIC_PERIODS = ['ANNUAL', 'QUARTER', 'TTM', 'POINT'] as const satisfies readonly (
  Period | 'TTM'
)[];
export type MetricPeriod = (typeof METRIC_PERIODS)[number];

/** What figures cover: the group, or the company alone; UNKNOWN where the source does not say. The order is that of BASES. */
export const METRIC_BASES = ['CONSOLIDATED', 'UNKNOWN', 'STANDALONE'] as const;
export type MetricBasis = (typeof METRIC_BASES)[number];

/** An earlier version of a figure. */
export interface FigureVersion {
  readonly value: number;
  readonly publishedOn: Day;
  readonly source: Source;
}

/** One figure of a company as it was known on a day: as filed, or derived from such ones. */
export interface MetricFigure extends FigureVersion {
  /** Its name in METRICS, such as sales or sales_yoy. */
  readonly code: string;
  /** The name that people read. */
  readonly name: string;
  readonly period: MetricPeriod;
  /** The length of the period in months; 0 of a POINT. */
  readonly months: number;
  /** Of one that is derived, the end of the newest period that it is of. */
  readonly periodEnd: Day;
  readonly unit: MetricUnit;
  readonly basis: MetricBasis;
  /** The worst source of what it is derived from. */
  readonly source: Source;
  /** Of one that is derived, the latest day on which any of its inputs was published. */
  readonly publishedOn: Day;
  readonly derived: boolean;
  /** How it was derived, with its inputs, such as "net_profit 120 ÷ sales 1,500"; null: as filed. */
  readonly formula: string | null;
  /** The versions that were published before and have another value, newest first; none of derived figures. */
  readonly restated: readonly FigureVersion[];
}
