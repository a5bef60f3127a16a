import type { Estimate } from '../figures/validationFigures.js';

/** What stands for a number that is missing. */
export const MISSING = '–';

/** Shows a number with its sign, as in −0.013. */
export function signed(value: number | null, decimals = 3): string {
  if (value === null) return MISSING;
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** Shows an estimate with its interval, as in +0.023 [+0.003, +0.042]. */
export function estimated({ mean, lower, upper }: Estimate, decimals = 3): string {
  if (mean === null) return MISSING;
  const interval =
    lower === null || upper === null ? '' : ` [${signed(lower, decimals)}, ${signed(upper, decimals)}]`;
  return `${signed(mean, decimals)}${interval}`;
}

/** Shows a fraction as %, as in +0.63. */
export const inPercent = (value: number | null, decimals = 2): string =>
  signed(value === null ? null : value * 100, decimals);

/** Shows an estimate of a fraction as %. */
export const estimatedInPercent = ({ mean, lower, upper }: Estimate): string =>
  estimated({ mean: hundredfold(mean), lower: hundredfold(lower), upper: hundredfold(upper) }, 2);

/** Shows a share as %, as in 53.1. */
export const share = (value: number | null): string => (value === null ? MISSING : (value * 100).toFixed(1));

/** Shows a number without a sign. */
export const plain = (value: number | null, decimals = 2): string =>
  value === null ? MISSING : value.toFixed(decimals);

/** Shows a count with commas, as in 1,234. */
export const counted = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

const hundredfold = (value: number | null): number | null => (value === null ? null : value * 100);
