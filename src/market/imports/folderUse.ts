import type { Ticker } from '../../scoring/names.js';

/** What the files of a folder took so far of its limits. A file adds to it while it is read. */
export class FolderUse {
  readonly tickers = new Set<Ticker>();
  /** Rows without headers, refused ones included. */
  rows = 0;
  /** Bytes after unpacking. */
  bytes = 0;
}
