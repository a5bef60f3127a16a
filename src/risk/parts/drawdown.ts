import type { RiskObservation } from '../assessment.js';
import type { StockDays } from '../stockDays.js';
import { known } from './known.js';
import { missing, STANDS_STILL } from './missing.js';
import type { PartContext } from './partContext.js';
import { unexplained } from './unexplained.js';

/** Observes the largest fall of a stock from a peak, as a fraction. A fall over a hole between bars counts. */
export function drawdown(days: StockDays, context: PartContext): RiskObservation {
  const { returns: rules, drawdown: window } = context.parameters;
  const first = days.firstOf(window.bars);
  const n = days.last - first + 1;
  if (n < window.at_least) return missing(n, `${n} closes, at least ${window.at_least} needed`);
  if (days.zerosAfter(first) > rules.still_above * days.countAfter(first)) return missing(n, STANDS_STILL);

  const { last } = days;
  const { close } = days.bars;
  let peak = 0;
  let least = 1;
  for (let k = first; k <= last; k++) {
    if (close[k] >= peak) peak = close[k];
    else if (close[k] < least * peak) least = close[k] / peak;
  }
  const named = unexplained(days.unexplainedAfter(first), days, context);
  return known({ raw: 1 - least, lower: null, upper: null }, n, window.bars, 'closes', named);
}
