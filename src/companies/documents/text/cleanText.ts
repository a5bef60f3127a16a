import type { CleanedText, ExtractedDocument } from './documentText.js';

/** Makes one text of the lines of a document. */
export function cleanText(_document: ExtractedDocument): CleanedText {
  throw new Error('Not written yet.');
}
