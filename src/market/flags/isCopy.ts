import type { TradedBars } from '../facts.js';

/** Returns whether a bar has a volume, and repeats the prices and the volume of the bar before it. */
export function isCopy({ open, high, low, close, volume }: TradedBars, at: number): boolean {
  return (
    at > 0 &&
    close[at] === close[at - 1] &&
    volume[at] === volume[at - 1] &&
    open[at] === open[at - 1] &&
    high[at] === high[at - 1] &&
    low[at] === low[at - 1] &&
    volume[at] > 0
  );
}
