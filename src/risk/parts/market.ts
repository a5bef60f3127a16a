import type { RiskObservation } from '../assessment.js';
import { remembered } from '../intervals/remembered.js';
import { studentQuantile } from '../intervals/studentQuantile.js';
import type { StockDays } from '../stockDays.js';
import { known } from './known.js';
import type { MarketPairs } from './marketPairs.js';
import { missing, STANDS_STILL } from './missing.js';
import type { PartContext } from './partContext.js';
import { unexplained } from './unexplained.js';

const studentOf = remembered((n, confidence) => studentQuantile(confidence, n - 2));

/**
 * Observes a stock's beta: the slope of its returns on those of the index.
 *
 * @param pairs columns that are filled with the pairs of the stock
 */
export function market(days: StockDays, pairs: MarketPairs, context: PartContext): RiskObservation {
  const { returns: rules, market: window } = context.parameters;
  const { bars, at_least, confidence, min_index_stdev, index: name } = window;
  const { n, zeros, index, indexMean, stock, stockMean } = pairs.fill(days, context);
  if (n < at_least) return missing(n, `${n} pairs, at least ${at_least} needed`);
  if (zeros > rules.still_above * n) return missing(n, STANDS_STILL);

  let squares = 0;
  let products = 0;
  for (let k = 0; k < n; k++) {
    const x = index[k] - indexMean;
    squares += x * x;
    products += x * (stock[k] - stockMean);
  }
  if (!(Math.sqrt(squares / (n - 1)) > min_index_stdev)) return missing(n, `${name} has no variance`);
  const slope = products / squares;
  // Residuals are taken one by one: their sum of squares from sums of products would be noise where they are small.
  let residuals = 0;
  for (let k = 0; k < n; k++) {
    const residual = stock[k] - stockMean - slope * (index[k] - indexMean);
    residuals += residual * residual;
  }
  const margin = studentOf(n, confidence) * Math.sqrt(residuals / (n - 2) / squares);
  const named = unexplained(pairs.unexplained(days), days, context);
  return known({ raw: slope, lower: slope - margin, upper: slope + margin }, n, bars - 1, 'pairs', named);
}
