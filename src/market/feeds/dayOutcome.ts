/** How an attempt to get the file of a day ended. */
export type DayOutcome =
  | {
      readonly kind: 'TAKEN';
      /** Rows of the file, unchanged ones included. */
      readonly rows: number;
      readonly batches: readonly number[];
      readonly validators: Validators;
    }
  /** The source, or the bytes, are as they were. */
  | { readonly kind: 'UNCHANGED'; readonly validators: Validators }
  /** The source does not have it, which is no failure of the source. */
  | { readonly kind: 'MISSING'; readonly reason: string }
  | {
      readonly kind: 'FAILED';
      readonly reason: string;
      /** How long the source wants us to wait; null: it does not say. */
      readonly retryAfterMs: number | null;
      /** Whether another attempt may succeed. */
      readonly isWorthRetrying: boolean;
      /** Whether the source failed, and not we. */
      readonly isOfSource: boolean;
    };

/** What tells whether a file is still the same. */
export interface Validators {
  readonly etag: string | null;
  /** The header Last-Modified, as the server wrote it. */
  readonly lastModified: string | null;
  /** Hexadecimal; null: nothing was taken yet. */
  readonly sha256: string | null;
}

export const NO_VALIDATORS: Validators = { etag: null, lastModified: null, sha256: null };
