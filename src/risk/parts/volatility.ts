import type { RiskObservation } from '../assessment.js';
import { stdevFactors } from '../intervals/stdevFactors.js';
import { isZero, type StockDays } from '../stockDays.js';
import { known } from './known.js';
import { missing, STANDS_STILL } from './missing.js';
import type { PartContext } from './partContext.js';
import { unexplained } from './unexplained.js';

/** Observes how much a stock's daily returns deviate, as a fraction per year. */
export function volatility(days: StockDays, context: PartContext): RiskObservation {
  const { returns, volatility: window } = context.parameters;
  const { bars, at_least, sessions_per_year, confidence } = window;
  const first = days.firstOf(bars);
  let n = 0;
  let zeros = 0;
  let sum = 0;
  for (let k = days.last; k > first; k--) {
    const one = days.logReturn(k);
    if (one !== one) continue;
    n++;
    sum += one;
    if (isZero(one)) zeros++;
  }
  if (n < at_least) return missing(n, `${n} returns, at least ${at_least} needed`);
  if (zeros > returns.still_above * n) return missing(n, STANDS_STILL);

  const mean = sum / n;
  let squares = 0;
  for (let k = days.last; k > first; k--) {
    const one = days.logReturn(k);
    if (one === one) squares += (one - mean) * (one - mean);
  }
  const yearly = Math.sqrt(squares / (n - 1)) * Math.sqrt(sessions_per_year);
  const { lower, upper } = stdevFactors(n, confidence);
  return known({
    raw: yearly,
    ends: [yearly * lower, yearly * upper],
    ...{ n, full: bars - 1, what: 'returns' },
    unexplained: unexplained(days.unexplainedAfter(first), days, context),
  });
}
