import type { RiskParameters } from './riskMethod.js';

/** Returns how many sessions before a day the bars of a window may lie. */
export const windowReach = (bars: number, { reach }: Pick<RiskParameters, 'reach'>): number =>
  Math.floor(reach.factor * bars + reach.sessions);
