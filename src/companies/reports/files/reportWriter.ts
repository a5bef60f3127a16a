import type { ReportFormat } from '../names.js';
import type { ReportDocument } from '../reportDocument.js';

/** Writes the files of reports in a thread, because drawing charts takes time in which the process would answer nothing. */
export class ReportWriter {
  /**
   * Returns the bytes of a file. The same document gives the same bytes.
   *
   * @throws UserError where the file gets too large, takes too long, or needs too much memory
   * @throws the reason of the signal where that aborts
   */
  write(document: ReportDocument, format: ReportFormat, signal?: AbortSignal): Promise<Buffer> {
    signal?.throwIfAborted();
    return Promise.reject(new Error(`Expected a writer of ${format}, got none yet (${document.hash}).`));
  }

  /** Ends the thread. What it writes is rejected. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
