import { decodedText } from '../decodedText.js';
import { DocumentBuilder } from '../documentBuilder.js';
import { isNumberCell } from '../isNumberCell.js';
import { isUpperHeading } from '../isUpperHeading.js';
import type { ExtractedDocument } from '../../text/documentText.js';

/** The longest line that an underline or a mark makes a heading. */
const LONGEST_HEADING = 120;

/**
 * Reads a plain text. Form feeds end pages, empty lines end paragraphs. Headings are lines in capitals after an empty line,
 * underlined lines and those that begin with #; rows of a table are lines with numbers in cells apart by tabs or wide gaps.
 *
 * @throws Unreadable where it has no text, too much of it, or too many pages
 */
export function readPlainText(bytes: Uint8Array): ExtractedDocument {
  const pages = decodedText(bytes)
    .replace(/\f+\s*$/, '')
    .split('\f');
  const builder = new DocumentBuilder();
  for (const [index, page] of pages.entries()) {
    if (index > 0) builder.newPage();
    addPage(builder, page.split(/\r\n|[\n\r\u0085\u2028\u2029]/));
  }
  return builder.document(pages.length > 1);
}

function addPage(builder: DocumentBuilder, lines: readonly string[]): void {
  const rows = lines.map(cellsOf);
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const before = lines[index - 1]?.trim() ?? '';
    if (isUnderline(text) && before !== '' && before.length <= LONGEST_HEADING) continue;
    const cells = rows[index];
    if (cells && (rows[index - 1] || rows[index + 1])) {
      builder.add('TABLE', cells.join('\t'));
    } else if (isHeading(text, before, lines[index + 1]?.trim() ?? '')) {
      builder.endParagraph();
      builder.add('HEADING', text.replace(/^#{1,6}\s+/, ''));
      builder.endParagraph();
    } else builder.add('TEXT', text.replace(/\t/g, ' '));
  }
}

/** Returns the cells of a line that looks like a row of numbers; null where it is none. */
function cellsOf(line: string): readonly string[] | null {
  const cells = line.trimEnd().split(line.includes('\t') ? '\t' : / {2,}/);
  const filled = cells.map((cell) => cell.trim());
  return filled.filter(Boolean).length > 1 && filled.some(isNumberCell) ? filled : null;
}

function isHeading(text: string, before: string, after: string): boolean {
  if (text === '' || text.length > LONGEST_HEADING) return false;
  if (/^#{1,6}\s+\S/.test(text) || (isUnderline(after) && /\p{L}/u.test(text))) return true;
  return before === '' && isUpperHeading(text);
}

function isUnderline(text: string): boolean {
  return /^(?:={3,}|-{3,})$/.test(text);
}
