/**
 * What an import takes at most. A file that is above a limit, or with which its folder is, is refused as a whole.
 */
export interface ImportLimits {
  /** Tickers in a folder. */
  readonly tickers: number;
  /** Rows of all files of a folder. */
  readonly folderRows: number;
  /** Bytes of all files of a folder, after unpacking. */
  readonly folderBytes: number;
  /** Rows of prices.csv. They are kept in columns. */
  readonly bars: number;
  /** Rows of each other file. They are kept as objects, which take more memory. */
  readonly facts: number;
  /** Refused rows of one file. */
  readonly refused: number;
  /** Bytes of one file, after unpacking. */
  readonly bytes: number;
  /** Bytes that one byte of a gzipped file unpacks to, on average. */
  readonly ratio: number;
}

/**
 * The limits where none are given. India has some 6,000 listed companies. The CSV files of a market shrink to a tenth at
 * best, so that a much greater ratio means a file that was made to fill the memory.
 */
export const DEFAULT_LIMITS: ImportLimits = {
  tickers: 20_000,
  folderRows: 50_000_000,
  folderBytes: 8e9,
  bars: 10_000_000,
  facts: 2_000_000,
  refused: 1_000_000,
  bytes: 2 ** 30,
  ratio: 25,
};
