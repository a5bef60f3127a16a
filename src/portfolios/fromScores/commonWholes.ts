import type { Ratio } from '../../market/exact.js';

/** Multiplies ratios by one number, so that all are whole. */
export function commonWholes(ratios: readonly Ratio[]): bigint[] {
  let common = 1n;
  for (const { under } of ratios) common = (common / commonDivisor(common, under)) * under;
  return ratios.map(({ over, under }) => over * (common / under));
}

function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
