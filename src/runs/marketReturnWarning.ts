import type { MarketReturn } from '../scoring/names.js';
import type { MarketReturnChange } from './marketReturns.js';

const TAKEN_FROM: Readonly<Record<MarketReturn, string>> = {
  INDEX: 'the index',
  UNIVERSE: 'the mean of all scored stocks',
};

/** Says that the market return changed: R and S of the day and of the one before are relative to different markets. */
export function marketReturnWarning({ date, former, now }: MarketReturnChange): string {
  return (
    `from ${date} on, the market return is ${TAKEN_FROM[now]}, before it was ${TAKEN_FROM[former]}` +
    (now === 'UNIVERSE' ? ': record the missing bars of the index' : '')
  );
}
