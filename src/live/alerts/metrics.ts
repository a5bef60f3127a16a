import type { AlertRulesTable } from '../../database/tables.js';

/** The metrics of rules, in the order of the schema. */
export const ALERT_METRICS = [
  'RISK',
  'RISK_PART',
  'SCORE',
  'SCORE_CHANGE',
  'BAND',
  'GUARDRAIL',
  'CLOSE',
  'PORTFOLIO_VALUE_AT_RISK',
  'PORTFOLIO_DRIFT',
  'DATA_STALE',
  'RUN_FAILED',
  'QUEUE_STUCK',
  'ERROR_RATE',
] as const;
export type AlertMetric = (typeof ALERT_METRICS)[number];

export const COMPARATORS = ['ABOVE', 'BELOW', 'CHANGED'] as const;
export type Comparator = AlertRulesTable['comparator'];

/** What a rule of a metric has to say, and what its value is. */
export interface MetricKind {
  readonly comparators: readonly Comparator[];
  /** What a rule needs in addition; it may say nothing else of these. */
  readonly needs: readonly ('part' | 'mode' | 'guardrail')[];
  /** Whether a rule may name bands. */
  readonly takesBands: boolean;
  /**
   * What rules of it are about. Those about the service are made by administrators alone and evaluated each minute, those
   * about a portfolio once a session.
   */
  readonly about: 'STOCKS' | 'PORTFOLIO' | 'SERVICE';
  /** What a threshold may be, both ends included; null where the comparator is CHANGED. */
  readonly threshold: { readonly min: number; readonly max: number; readonly unit: string } | null;
  /** How far back behind the threshold a value has to be so that its alert is resolved, where the rule does not say it. */
  readonly rearm: (threshold: number) => number;
}

const FIVE_POINTS = () => 5;
const HALF = (threshold: number) => Math.abs(threshold) / 2;

const OF_STOCKS = {
  comparators: ['ABOVE', 'BELOW'],
  needs: [],
  takesBands: false,
  about: 'STOCKS',
} as const;
const OF_PORTFOLIOS = {
  ...OF_STOCKS,
  comparators: ['ABOVE'],
  about: 'PORTFOLIO',
  threshold: { min: 0, max: 1, unit: 'as a fraction of the value' },
} as const;
const OF_OPERATORS = { ...OF_STOCKS, comparators: ['ABOVE'], about: 'SERVICE', rearm: HALF } as const;
const CHANGES = { ...OF_STOCKS, comparators: ['CHANGED'], threshold: null, rearm: () => 0 } as const;
const POINTS = { min: 0, max: 100, unit: 'points' };

/** The table of metrics: what rules are checked against, and how they are evaluated. */
export const METRICS: Readonly<Record<AlertMetric, MetricKind>> = {
  RISK: { ...OF_STOCKS, threshold: POINTS, rearm: FIVE_POINTS },
  RISK_PART: { ...OF_STOCKS, needs: ['part'], threshold: POINTS, rearm: FIVE_POINTS },
  SCORE: { ...OF_STOCKS, needs: ['mode'], threshold: POINTS, rearm: FIVE_POINTS },
  SCORE_CHANGE: {
    ...OF_STOCKS,
    needs: ['mode'],
    threshold: { min: -100, max: 100, unit: 'points' },
    rearm: FIVE_POINTS,
  },
  BAND: { ...CHANGES, needs: ['mode'], takesBands: true },
  GUARDRAIL: { ...CHANGES, needs: ['mode', 'guardrail'] },
  CLOSE: {
    ...OF_STOCKS,
    threshold: { min: 0, max: 1e9, unit: '₹' },
    rearm: (threshold) => Math.abs(threshold) / 100,
  },
  PORTFOLIO_VALUE_AT_RISK: { ...OF_PORTFOLIOS, rearm: () => 0.005 },
  PORTFOLIO_DRIFT: { ...OF_PORTFOLIOS, rearm: () => 0.01 },
  DATA_STALE: { ...OF_OPERATORS, threshold: { min: 0, max: 1_000, unit: 'sessions' } },
  RUN_FAILED: { ...OF_OPERATORS, threshold: { min: 0, max: 1_000_000, unit: 'runs' } },
  QUEUE_STUCK: { ...OF_OPERATORS, threshold: { min: 0, max: 100_000, unit: 'minutes' } },
  ERROR_RATE: { ...OF_OPERATORS, threshold: { min: 0, max: 1, unit: 'share of a minute' } },
};

/** Returns the metrics of rules that are about one kind of thing, in the order of the schema. */
export const metricsAbout = (about: MetricKind['about']): readonly AlertMetric[] =>
  ALERT_METRICS.filter((metric) => METRICS[metric].about === about);
