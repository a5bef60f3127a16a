import type { RiskObservation } from '../assessment.js';
import { isZero, type StockDays } from '../stockDays.js';
import { known } from './known.js';
import { missing, STANDS_STILL } from './missing.js';
import type { PartContext } from './partContext.js';
import { unexplained } from './unexplained.js';

/** Observes the largest fall of a stock from a peak, as a fraction. A fall over a hole between bars counts. */
export function drawdown(days: StockDays, context: PartContext): RiskObservation {
  const { returns, drawdown: window } = context.parameters;
  const first = days.firstOf(window.bars);
  const n = days.last - first + 1;
  if (n < window.at_least) return missing(n, `${n} closes, at least ${window.at_least} needed`);

  const { close } = days.bars;
  let counted = 0;
  let zeros = 0;
  for (let k = days.last; k > first; k--) {
    const one = days.logReturn(k);
    if (one !== one) continue;
    counted++;
    if (isZero(one)) zeros++;
  }
  if (zeros > returns.still_above * counted) return missing(n, STANDS_STILL);

  let peak = 0;
  let least = 1;
  for (let k = first; k <= days.last; k++) {
    if (close[k] >= peak) peak = close[k];
    else if (close[k] < least * peak) least = close[k] / peak;
  }
  return known({
    raw: 1 - least,
    ...{ n, full: window.bars, what: 'closes' },
    unexplained: unexplained(days.unexplainedAfter(first), days, context),
  });
}
