/** A return is not divided by a volatility at or below this one. */
const SMALLEST_SIGMA = 1e-8;

/**
 * Returns by how much a stock's return exceeds those of its sector group and of the market, in units of the stock's own
 * volatility (method §5, R).
 *
 * @param value winsorised return, a fraction; NaN is null
 * @param sigma daily volatility, a fraction; NaN is null
 * @param against the weights of the sector group and of the market, which sum to 1
 * @returns 0 where the return or the volatility is null, or where the stock does not move
 */
export function alphaOf(
  value: number,
  sectorReturn: number,
  marketReturn: number,
  sigma: number,
  against: { readonly sector: number; readonly market: number },
): number {
  if (!(sigma > SMALLEST_SIGMA) || value !== value) return 0;
  return (
    against.sector * ((value - sectorReturn) / sigma) + against.market * ((value - marketReturn) / sigma)
  );
}
