import { derivedFigure } from './derivedFigure.js';
import { dated } from './flowValue.js';
import type { KnownFigure, KnownFigures } from './knownFigures.js';
import type { MetricFigure } from './metricFigure.js';

/** Returns the return on equity of the newest year that has one: as filed, or else derived; null where none has. */
export function newestReturnOnEquity(known: KnownFigures): KnownFigure | MetricFigure | null {
  const filed = known.of('roe', 'ANNUAL');
  const months = new Set([...filed.keys(), ...known.of('net_profit', 'ANNUAL').keys()]);
  for (const month of [...months].sort((a, b) => b - a)) {
    const newest = filed.get(month) ?? returnOnEquity(known, month);
    if (newest !== null) return newest;
  }
  return null;
}

/**
 * Returns a return on equity as fundamentals derive it: net profit / the mean equity of this and the former year, or this
 * year's alone where there is no former one.
 *
 * @param month in which the year ends
 * @returns null where figures are missing, or an equity is not above 0
 */
function returnOnEquity(known: KnownFigures, month: number): MetricFigure | null {
  const profit = known.of('net_profit', 'ANNUAL').get(month);
  const equity = known.of('equity', 'ANNUAL').get(month);
  if (profit === undefined || equity === undefined) return null;
  const former = known.of('equity', 'ANNUAL').get(month - 12);
  if (equity.value <= 0 || (former !== undefined && former.value <= 0)) return null;
  const mean = former === undefined ? equity.value : (equity.value + former.value) / 2;
  return derivedFigure({
    code: 'roe',
    period: 'ANNUAL',
    periodEnd: profit.figure.periodEnd,
    value: profit.value / mean,
    formula:
      former === undefined
        ? `net_profit ${dated(profit)} ÷ equity ${dated(equity)}`
        : `net_profit ${dated(profit)} ÷ mean of equity ${dated(equity)} and equity ${dated(former)}`,
    inputs: former === undefined ? [profit, equity] : [profit, equity, former],
  });
}
