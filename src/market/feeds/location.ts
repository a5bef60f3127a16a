import type { Day } from '../../scoring/names.js';
import type { Validators } from './dayOutcome.js';

/** What is asked of the place of a feed. */
export interface FileRequest {
  readonly day: Day;
  /** Of the file that was taken last. */
  readonly known: Validators;
  readonly now: Date;
  /** Aborts when the worker stops. */
  readonly signal: AbortSignal;
}

/** A file as a place gave it. */
export interface FetchedFile {
  readonly kind: 'FILE';
  /** For people; the content decides what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** UNCHANGED: the file that is known is the newest one; MISSING: there is none, yet. */
export type Fetched =
  FetchedFile | { readonly kind: 'UNCHANGED' } | { readonly kind: 'MISSING'; readonly reason: string };

/** A place that gives the file of a day. */
export interface Location {
  /** @throws FeedFailure where the file cannot be got; the reason of the signal if that aborts */
  fetch(request: FileRequest): Promise<Fetched>;
}
