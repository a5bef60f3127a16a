import { snap } from '../../scoring/rounding.js';

/** Writes a fraction in percent: 0.25 as "25 %". */
export const percent = (fraction: number): string => `${snap(fraction * 100)} %`;
