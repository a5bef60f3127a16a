import type { IsoDate } from '../../scoring/names.js';

/** A file as a feed got it. */
export interface GivenFile {
  /** For people: the content decides what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The name of the feed. */
  readonly source: string;
  /** The dataset that the files of the feed mainly hold. */
  readonly dataset: string;
  /** The adapter that is expected, `greyoak` for the import format, or `any`. */
  readonly format: string;
}

/** What became of a file. */
export interface ImportedFromFeed {
  /** The days whose rows it holds. */
  readonly days: readonly IsoDate[];
  /** All rows, unchanged ones included. */
  readonly rows: number;
  /** The batches that it was recorded in. */
  readonly batches: readonly number[];
  /** Why nothing of it was recorded; null where it was. */
  readonly refusedReason: string | null;
}

/**
 * Records the rows of a file, and queues the scores that depend on them, in its transactions. Importing a file again changes
 * nothing.
 *
 * @param options.expectedDay the day whose rows the file must hold, or else nothing is recorded; null: any
 */
export type ImportFile = (
  file: GivenFile,
  options: { readonly expectedDay: IsoDate | null; readonly signal: AbortSignal },
) => Promise<ImportedFromFeed>;
