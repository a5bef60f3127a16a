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
  const { tradedValue } = days.bars;
  const first = days.firstOf(bars);
  const crores: number[] = [];
  for (let k = first; k <= days.last; k++) {
    if (Number.isFinite(tradedValue[k])) insert(crores, tradedValue[k] / RUPEES_PER_CRORE);
  }
  const n = crores.length;
  if (n < at_least) return missing(n, `${n} sessions, at least ${at_least} needed`);
  const rank = rankOf(n, confidence);
  const numbers = {
    raw: (crores[(n - 1) >> 1] + crores[n >> 1]) / 2,
    lower: crores[rank - 1],
    upper: crores[n - rank],
  };
  return known(numbers, n, bars, 'sessions', '');
}

/** Puts a number at its place among ascending ones: for twenty, faster than sorting them. */
function insert(ascending: number[], value: number): void {
  let k = ascending.push(value) - 1;
  for (; k > 0 && ascending[k - 1] > value; k--) ascending[k] = ascending[k - 1];
  ascending[k] = value;
}
