import { snap } from '../scoring/rounding.js';

/** Whatever is farther from 0 is not 0 when it is snapped. */
export const NEAR = 1e-9;

/** Whether a return is 0 to ten decimals. */
export const isZero = (logReturn: number): boolean => Math.abs(logReturn) < NEAR && snap(logReturn) === 0;
