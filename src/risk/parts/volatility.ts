import type { RiskObservation } from '../assessment.js';
import { stdevFactors } from '../intervals/stdevFactors.js';
import type { StockDays } from '../stockDays.js';
import { known } from './known.js';
import { missing, STANDS_STILL } from './missing.js';
import type { PartContext } from './partContext.js';
import { unexplained } from './unexplained.js';

/** Observes how much a stock's daily returns deviate, as a fraction per year. */
export function volatility(days: StockDays, context: PartContext): RiskObservation {
  const { returns: rules, volatility: window } = context.parameters;
  const { bars, at_least, sessions_per_year, confidence } = window;
  const first = days.firstOf(bars);
  const n = days.countAfter(first);
  if (n < at_least) return missing(n, `${n} returns, at least ${at_least} needed`);
  if (days.zerosAfter(first) > rules.still_above * n) return missing(n, STANDS_STILL);

  const returns = days.returnsAfter(first);
  const count = days.last - first;
  let sum = 0;
  for (let j = 0; j < count; j++) {
    const one = returns[j];
    if (one === one) sum += one;
  }
  const mean = sum / n;
  let squares = 0;
  for (let j = 0; j < count; j++) {
    const one = returns[j];
    if (one === one) squares += (one - mean) * (one - mean);
  }
  const raw = Math.sqrt(squares / (n - 1)) * Math.sqrt(sessions_per_year);
  const { lower, upper } = stdevFactors(n, confidence);
  const named = unexplained(days.unexplainedAfter(first), days, context);
  return known({ raw, lower: raw * lower, upper: raw * upper }, n, bars - 1, 'returns', named);
}
