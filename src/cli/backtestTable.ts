import { decimalText, MONEY } from '../portfolios/money/units.js';
import type { BacktestRequest } from '../studies/backtests/backtestRequest.js';
import type { BacktestResult } from '../validation/backtest/backtestResult.js';
import { PlainTable } from './plainTable.js';

/** Prints the figures of a backtest. */
export function backtestTable(request: BacktestRequest, result: BacktestResult): string {
  const { points, models, withoutModel } = result;
  const [first, last] = [points.at(0), points.at(-1)];
  const table = new PlainTable({ colAligns: ['left', 'right'] });
  table.push(
    ['Return after costs', percent(result.totalReturn)],
    ['  a year of 252 sessions', percent(result.annualReturn)],
    ['NIFTY 50, a price index', percent(result.benchmark)],
    ['Random portfolios, median', percent(result.randomMedian)],
    ['  of these ended lower', percent(result.randomShareBeaten)],
    ['Volatility a year', percent(result.volatility)],
    ['Deepest fall', percent(result.maxDrawdown)],
    ['Turnover a year', percent(result.turnover)],
    ['Costs', `₹${decimalText(result.costs, MONEY, 2)}`],
    ['Value at the end', last === undefined ? '–' : `₹${decimalText(last.value, MONEY, 2)}`],
  );
  const { mode, method, minBand, topN, weighting, every } = request;
  const without = withoutModel === 0 ? '' : `, ${withoutModel} without a stock of ${minBand} or better`;
  return [
    `${mode}, ${method}: the best ${topN} of ${minBand} or better, ${weighting}, every ${every} sessions`,
    `${first?.day ?? '–'} to ${last?.day ?? '–'}: ${points.length} sessions, ${models} models${without}`,
    '',
    table.toString(),
    '',
  ].join('\n');
}

const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(2)} %`);
