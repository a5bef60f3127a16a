import type { MediaType } from '../names.js';
import type { ExtractedDocument } from '../text/documentText.js';

/** The bounds of a read. */
export interface ReadLimits {
  /** The longest that it may take, in milliseconds; 60 s by default. */
  readonly timeoutMs?: number;
  /** The most memory that JavaScript values of the thread may use, in MB. */
  readonly heapMb?: number;
  /** The most memory that its buffers may use, in MB. */
  readonly buffersMb?: number;
}

/** Reads documents in worker threads, one at a time, within limits of time and memory. */
export class DocumentReader {
  constructor(_limits: ReadLimits = {}) {}

  /**
   * @throws UserError whose message is the reason why it cannot be read
   * @throws Error (AbortError) where the signal aborts
   */
  async read(_path: string, _mediaType: MediaType, _signal?: AbortSignal): Promise<ExtractedDocument> {
    throw new Error('Not written yet.');
  }

  async close(): Promise<void> {}
}
