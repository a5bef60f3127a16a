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

/** Where a file of an exchange's days has what a bar needs: names of columns. */
export interface BarColumns {
  /** A column; or the day itself, where rows do not name it. */
  readonly date: string | { readonly day: string };
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string;
  readonly value: string;
}
