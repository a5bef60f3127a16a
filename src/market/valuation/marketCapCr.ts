import type { MarketCapSource } from './marketCapSource.js';

/**
 * Returns a market capitalisation in ₹ crore: the newest one that was reported, moved with the price since, or else the
 * shares × the close. NaN where neither is known.
 *
 * @param close the last close up to the day, of the last ten sessions; NaN where there is none
 * @param closeThen the last close up to the day that the reported one is of, of the ten sessions up to it, adjusted as
 *   `close` is; NaN where there is none, so that the reported one does not count
 */
export function marketCapCr(
  { marketCap, sharesCr }: MarketCapSource,
  close: number,
  closeThen: number,
): number {
  return marketCap !== null && closeThen === closeThen
    ? (marketCap.value * close) / closeThen
    : sharesCr * close;
}
