import { snap } from '../scoring/rounding.js';

/** Whatever is farther from 0 is not 0 when it is snapped. */
const NEAR = 1e-9;

/** Whether a return is 0 to ten decimals. */
export const isZero = (logReturn: number): boolean =>
  logReturn < NEAR && logReturn > -NEAR && snap(logReturn) === 0;
