import { DocumentBuilder, requireFewPages } from '../documentBuilder.js';
import { Unreadable } from '../unreadable.js';
import type { ExtractedDocument } from '../../text/documentText.js';
import { bodyOf } from './bodyOf.js';
import { markedLines } from './markedLines.js';
import { openPdf } from './openPdf.js';
import { piecesOf, type Piece } from './piecesOf.js';
import { rowsOf, type Row } from './rowsOf.js';

/**
 * Reads the text of a PDF. Scripts, fonts and pictures in it are never run or drawn, and nothing is loaded.
 *
 * @throws Unreadable where it is encrypted, damaged, has no text, too much of it, or too many pages
 */
export async function readPdf(bytes: Uint8Array): Promise<ExtractedDocument> {
  const pdf = await openPdf(bytes);
  requireFewPages(pdf.numPages);
  const pages: Row[][] = [];
  let units = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const pieces = await readPage(number, () => pdf.getPage(number), units);
    units += pieces.units;
    pages.push(rowsOf(pieces.pieces));
  }
  const body = bodyOf(pages);
  const builder = new DocumentBuilder();
  for (const [index, rows] of pages.entries()) {
    if (index > 0) builder.newPage();
    for (const { kind, text } of markedLines(rows, body)) builder.add(kind, text);
  }
  return builder.document(true);
}

type Page = Parameters<typeof piecesOf>[0];

async function readPage(
  number: number,
  open: () => Promise<Page>,
  before: number,
): Promise<{ pieces: readonly Piece[]; units: number }> {
  try {
    return await piecesOf(await open(), before);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      `Expected a PDF that can be read, but page ${number} is damaged; get the file again.`,
      {
        cause: error,
      },
    );
  }
}
