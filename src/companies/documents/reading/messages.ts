import type { MediaType } from '../names.js';
import type { ExtractedDocument } from '../text/documentText.js';

/** What a reading process is asked. */
export interface ReadRequest {
  readonly path: string;
  readonly mediaType: MediaType;
  /** The bounds of its memory, in MB: of the values of JavaScript, and of the whole process. */
  readonly heapMb: number;
  readonly processMb: number;
}

/** What it answers: the document, or why it cannot be read. */
export type ReadAnswer =
  | { readonly document: ExtractedDocument }
  | { readonly reason: string }
  /** It needs more memory than it may use. */
  | { readonly outOfMemory: true }
  /** Something that is no fault of the document. */
  | { readonly fault: string };
