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
