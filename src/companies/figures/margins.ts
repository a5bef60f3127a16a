import { derivedFigure } from './derivedFigure.js';
import { flowValue, type FlowPeriod, type FlowValue } from './flowValue.js';
import { formulaNumber } from './formulaNumber.js';
import type { KnownFigure, KnownFigures } from './knownFigures.js';
import type { MetricFigure } from './metricFigure.js';

/** Computes a margin of the period that ends in a month: NaN where sales are not above 0; null where figures are missing. */
export type Margin = (known: KnownFigures, period: FlowPeriod, month: number) => MetricFigure | null;

/** Net profit / sales. */
export const netMargin: Margin = (known, period, month) => {
  const profit = flowValue(known, 'net_profit', period, month);
  const sales = flowValue(known, 'sales', period, month);
  return profit && sales && overSales('net_margin', profit, sales);
};

/**
 * Operating profit / sales; where there is no operating profit, the margins that were filed: of four quarters, their mean
 * by sales.
 */
export const operatingMargin: Margin = (known, period, month) => {
  const sales = flowValue(known, 'sales', period, month);
  const profit = flowValue(known, 'operating_profit', period, month);
  if (profit !== null && sales !== null) return overSales('operating_margin', profit, sales);
  const filed = flowValue(known, 'opm', period, month);
  if (filed === null) return null;
  if (period === 'TTM') return sales && meanMargin(filed.inputs, sales);
  const value = sales === null || sales.value > 0 ? filed.value : NaN;
  return derivedFigure({
    code: 'operating_margin',
    period,
    periodEnd: filed.periodEnd,
    value,
    formula: `opm ${formulaNumber(filed.value)} as filed`,
    inputs: filed.inputs,
  });
};

const marginOf = (profit: number, sales: number): number => (sales > 0 ? profit / sales : NaN);

function overSales(code: string, profit: FlowValue, sales: FlowValue): MetricFigure {
  const { period, periodEnd } = sales;
  return derivedFigure({
    code,
    period,
    periodEnd,
    value: marginOf(profit.value, sales.value),
    formula: `${profit.metric} ${formulaNumber(profit.value)} ÷ sales ${formulaNumber(sales.value)}`,
    inputs: [...profit.inputs, ...sales.inputs],
  });
}

/** @param margins of the quarters of `sales`, in their order */
function meanMargin(margins: readonly KnownFigure[], sales: FlowValue): MetricFigure {
  const quarters = sales.inputs.map((quarter, k) => ({ opm: margins[k].value, sales: quarter.value }));
  const profit = quarters.reduceRight((sum, quarter) => sum + quarter.opm * quarter.sales, 0);
  const terms = quarters.map(
    (quarter) => `opm ${formulaNumber(quarter.opm)} × sales ${formulaNumber(quarter.sales)}`,
  );
  const { period, periodEnd } = sales;
  return derivedFigure({
    code: 'operating_margin',
    period,
    periodEnd,
    value: marginOf(profit, sales.value),
    formula: `(${terms.join(' + ')}) ÷ sales ${formulaNumber(sales.value)}`,
    inputs: [...margins, ...sales.inputs],
  });
}

/** Returns the operating margin of the newest four quarters of which figures are there; null where there are none. */
export function newestOperatingMargin(known: KnownFigures): MetricFigure | null {
  for (const month of known.months('sales', 'QUARTER')) {
    const margin = operatingMargin(known, 'TTM', month);
    if (margin !== null) return margin;
  }
  return null;
}
