import { SERIES } from '../../../facts.js';

/** The columns of prices that adapters of whole days fill, in the order in which they give the fields. */
export const PRICE_COLUMNS = [
  'ticker',
  'date',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'value',
  'series',
] as const;

/** The series that are a stock's own: rolling settlement, and the two of trade-to-trade. All others are other things. */
export const SHARE_SERIES: ReadonlySet<string> = new Set(SERIES);
