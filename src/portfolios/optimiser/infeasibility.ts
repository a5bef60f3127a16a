import type { Infeasibility } from './answer.js';

/** What a cause says that is about something else. */
export const NOTHING_ELSE = {
  ticker: null,
  lower: null,
  upper: null,
  smallestBand: null,
  shortfall: null,
  value: null,
} as const satisfies Omit<Infeasibility, 'message'>;
