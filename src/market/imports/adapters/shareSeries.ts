import { SERIES, type Series } from '../../facts.js';

/** Returns whether a series is a stock's own: rolling settlement, or one of the two of trade-to-trade. */
export const isShareSeries = (series: string): series is Series =>
  (SERIES as readonly string[]).includes(series);
