import type { MediaType } from '../names.js';
import type { ExtractedDocument } from '../text/documentText.js';
import { readHtml } from './html/readHtml.js';
import { readPdf } from './pdf/readPdf.js';
import { readPlainText } from './plain/readPlainText.js';

/**
 * Reads the lines of a document.
 *
 * @throws Unreadable where that is impossible or beyond the bounds
 */
export async function readDocument(bytes: Uint8Array, mediaType: MediaType): Promise<ExtractedDocument> {
  switch (mediaType) {
    case 'application/pdf':
      return await readPdf(bytes);
    case 'text/html':
      return readHtml(bytes);
    case 'text/plain':
      return readPlainText(bytes);
  }
}
