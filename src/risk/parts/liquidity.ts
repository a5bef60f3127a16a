import { medianOf } from '../../scoring/statistics.js';
import type { RiskObservation } from '../assessment.js';
import { orderRank } from '../intervals/orderRank.js';
import { remembered } from '../intervals/remembered.js';
import type { StockDays } from '../stockDays.js';
import { known } from './known.js';
import { missing } from './missing.js';
import type { PartContext } from './partContext.js';

const RUPEES_PER_CRORE = 1e7;
const rankOf = remembered(orderRank);

/** Observes how much of a stock is traded: the median in ₹ crore a session. */
export function liquidity(days: StockDays, { parameters }: PartContext): RiskObservation {
  const { bars, at_least, confidence } = parameters.liquidity;
  const first = days.firstOf(bars);
  const ascending = days.bars.tradedValue.slice(first, days.last + 1).sort();
  // What is no number stands last.
  let n = ascending.length;
  while (n > 0 && !(ascending[n - 1] < Infinity)) n--;
  if (n < at_least) return missing(n, `${n} sessions, at least ${at_least} needed`);
  const crores = ascending.subarray(0, n);
  for (let k = 0; k < n; k++) crores[k] /= RUPEES_PER_CRORE;
  const rank = rankOf(n, confidence);
  return known({
    raw: medianOf(crores),
    ends: [crores[rank - 1], crores[n - rank]],
    ...{ n, full: bars, what: 'sessions' },
  });
}
