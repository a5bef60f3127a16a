import type { Points } from '../../scoring/names.js';
import { round2 } from '../../scoring/rounding.js';

/** Subtracts a former value; NaN where there is none. It rounds, so that equal changes are equal. */
export const riskChange = (value: Points, former: Points | null): number =>
  former === null ? NaN : round2(value - former);
