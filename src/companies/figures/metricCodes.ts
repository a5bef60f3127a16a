import { STATEMENT_METRICS, type StatementMetric } from '../../market/facts.js';

/** Units of metrics: FRACTION 0.18 is 18 %, PERCENT 18 is 18 %; COUNT is in crore of shares. */
export const METRIC_UNITS = ['INR_CRORE', 'RUPEES', 'FRACTION', 'PERCENT', 'RATIO', 'COUNT'] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];

/** What a metric is called, and what its values are in. */
export interface MetricCode {
  readonly name: string;
  readonly unit: MetricUnit;
}

/** What is in the statements. */
const FILED: Readonly<Record<StatementMetric, MetricCode>> = {
  sales: { name: 'Sales', unit: 'INR_CRORE' },
  eps: { name: 'Earnings per share', unit: 'RUPEES' },
  net_profit: { name: 'Net profit', unit: 'INR_CRORE' },
  equity: { name: 'Equity', unit: 'INR_CRORE' },
  total_assets: { name: 'Total assets', unit: 'INR_CRORE' },
  roe: { name: 'Return on equity', unit: 'FRACTION' },
  roce: { name: 'Return on capital employed', unit: 'FRACTION' },
  roa: { name: 'Return on assets', unit: 'FRACTION' },
  nim: { name: 'Net interest margin', unit: 'PERCENT' },
  opm: { name: 'Operating margin as filed', unit: 'FRACTION' },
  gnpa_pct: { name: 'Gross non-performing assets', unit: 'PERCENT' },
  nnpa_pct: { name: 'Net non-performing assets', unit: 'PERCENT' },
  pcr_pct: { name: 'Provision coverage', unit: 'PERCENT' },
  ev_ebitda: { name: 'Enterprise value to EBITDA', unit: 'RATIO' },
  pe: { name: 'Price to earnings', unit: 'RATIO' },
  market_cap_cr: { name: 'Market capitalisation', unit: 'INR_CRORE' },
  shares_cr: { name: 'Shares in crore', unit: 'COUNT' },
  operating_profit: { name: 'Operating profit', unit: 'INR_CRORE' },
  interest: { name: 'Interest', unit: 'INR_CRORE' },
  depreciation: { name: 'Depreciation', unit: 'INR_CRORE' },
  tax: { name: 'Tax', unit: 'INR_CRORE' },
  cash_from_operations: { name: 'Cash from operations', unit: 'INR_CRORE' },
  debt: { name: 'Debt', unit: 'INR_CRORE' },
};

/** What is earned or spent over a period, so that four quarters are a year. */
export const FLOWS = [
  'sales',
  'net_profit',
  'operating_profit',
  'interest',
  'depreciation',
  'tax',
  'cash_from_operations',
  'eps',
] as const satisfies readonly StatementMetric[];
export type Flow = (typeof FLOWS)[number];

const GROWTH = FLOWS.flatMap((flow): (readonly [string, MetricCode])[] => [
  [`${flow}_yoy`, { name: `${FILED[flow].name}: growth year on year`, unit: 'FRACTION' }],
  [`${flow}_qoq`, { name: `${FILED[flow].name}: growth quarter on quarter`, unit: 'FRACTION' }],
]);

/** All metrics by their codes: those of statements, and then those that are derived. */
export const METRICS: ReadonlyMap<string, MetricCode> = new Map<string, MetricCode>([
  ...STATEMENT_METRICS.map((code) => [code, FILED[code]] as const),
  ...GROWTH,
  ['net_margin', { name: 'Net margin', unit: 'FRACTION' }],
  ['operating_margin', { name: 'Operating margin', unit: 'FRACTION' }],
]);

/**
 * Returns what a metric is called and measured in.
 *
 * @throws RangeError for a code that is none
 */
export function metricCode(code: string): MetricCode {
  const known = METRICS.get(code);
  if (known === undefined) throw new RangeError(`Expected the code of a metric, got ${code}.`);
  return known;
}
