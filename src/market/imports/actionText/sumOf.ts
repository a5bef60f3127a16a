import { decimalOf, nearestDouble, plus } from '../../exact.js';

/** Returns the sum of two decimals as it is done by hand: 1 + 11.10 is 12.1. */
export const sumOf = (a: string, b: string): string =>
  String(nearestDouble(plus(decimalOf(Number(a)), decimalOf(Number(b)))));
