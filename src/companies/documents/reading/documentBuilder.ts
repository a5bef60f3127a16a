import type { ExtractedDocument, ExtractedLine, LineKind } from '../text/documentText.js';
import { MOST_HEADINGS, MOST_LINES, MOST_PAGES, MOST_TEXT } from './bounds.js';
import { Unreadable } from './unreadable.js';

/** Collects the lines of a document, within the bounds of pages, lines, headings and text. */
export class DocumentBuilder {
  readonly #pages: ExtractedLine[][] = [[]];
  #units = 0;
  #lines = 0;
  #headings = 0;

  /** Adds a line to the last page. Blanks around it are left out. */
  add(kind: LineKind, text: string): void {
    const trimmed = kind === 'TABLE' ? text.trimEnd() : text.trim();
    if (trimmed.trim() === '') return this.endParagraph();
    this.#units += trimmed.length + 1;
    if (this.#units > MOST_TEXT) {
      throw new Unreadable(
        `Expected a text of at most ${MOST_TEXT.toLocaleString('en')} characters, got more; divide the document.`,
      );
    }
    if (kind === 'HEADING') requireFew(++this.#headings, MOST_HEADINGS, 'headings');
    this.#push({ kind, text: trimmed });
  }

  endParagraph(): void {
    const page = this.#page();
    if (page.length > 0 && page.at(-1)?.text !== '') this.#push({ kind: 'TEXT', text: '' });
  }

  newPage(): void {
    requireFewPages(this.#pages.length + 1);
    this.#pages.push([]);
  }

  /**
   * @param hasPages whether the format has pages
   * @throws Unreadable where no page has text
   */
  document(hasPages: boolean): ExtractedDocument {
    if (this.#units === 0) {
      throw new Unreadable(
        'Expected a document with text, got none on any page: pictures of pages are not read; use a version with text.',
      );
    }
    return { pages: this.#pages, pageCount: hasPages ? this.#pages.length : null };
  }

  #push(line: ExtractedLine): void {
    requireFew(++this.#lines, MOST_LINES, 'lines');
    this.#page().push(line);
  }

  #page(): ExtractedLine[] {
    // There is always one.
    return this.#pages.at(-1) as ExtractedLine[];
  }
}

/** @throws Unreadable where there are more than `most` */
function requireFew(count: number, most: number, things: string): void {
  if (count <= most) return;
  throw new Unreadable(
    `Expected at most ${most.toLocaleString('en')} ${things}, got more; divide the document.`,
  );
}

/** @throws Unreadable where a document has too many pages */
export function requireFewPages(pages: number): void {
  if (pages <= MOST_PAGES) return;
  throw new Unreadable(
    `Expected at most ${MOST_PAGES.toLocaleString('en')} pages, got ${pages.toLocaleString('en')}; divide the document.`,
  );
}
