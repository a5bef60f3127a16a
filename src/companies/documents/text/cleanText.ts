import { cleanLine } from './cleanLine.js';
import type { CleanedText, ExtractedDocument } from './documentText.js';
import { LineJoiner } from './lineJoiner.js';
import { TextBlocks } from './textBlocks.js';
import { withoutRunningLines } from './withoutRunningLines.js';

/**
 * Makes one text of the lines of a document. Lines of a paragraph become one, also across pages; paragraphs and headings are
 * apart by an empty line; rows of a table are lines with their cells separated by tabs. Running headers, footers and page
 * numbers are left out. The same document always gives the same text.
 */
export function cleanText({ pages, pageCount }: ExtractedDocument): CleanedText {
  const cleaned = pages.map((page) =>
    page.map(({ kind, text }) => ({ kind, text: cleanLine(text, kind === 'TABLE') })),
  );
  const kept = withoutRunningLines(cleaned);
  const blocks = new TextBlocks(new LineJoiner(kept.flat().map(({ text }) => text)));
  for (const page of kept) {
    blocks.startPage();
    for (const line of page) blocks.add(line);
  }
  return blocks.cleaned(pageCount !== null);
}
