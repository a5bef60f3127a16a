import { DocumentBuilder } from '../documentBuilder.js';
import { Unreadable } from '../unreadable.js';
import type { ExtractedDocument } from '../../text/documentText.js';
import { HtmlTable } from './htmlTable.js';
import { isHidden } from './isHidden.js';

/** How deep elements may be nested. Browsers stop at a few hundred. */
const DEEPEST = 5_000;
/** Elements within a line. All others begin and end one. */
const INLINE = new Set(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q s samp small span strike
  strong sub sup time tt u var wbr ruby rb rt rp output button`.split(/\s+/),
);
const HEADING = /^h[1-6]$/;

/** Makes lines of the elements of a page. */
export class HtmlText {
  readonly #builder = new DocumentBuilder();
  readonly #tables: HtmlTable[] = [];
  #line: string[] = [];
  #depth = 0;
  /** How many open elements are hidden, or inside a hidden one. */
  #hidden = 0;
  #preformatted = 0;
  #isHeading = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (++this.#depth > DEEPEST) {
      throw new Unreadable(
        `Expected elements nested at most ${DEEPEST.toLocaleString('en')} deep, got more; this is no page that is shown.`,
      );
    }
    if (this.#hidden > 0 || isHidden(name, attributes)) {
      this.#hidden++;
      return;
    }
    if (name === 'br') return this.#endLine();
    // Elements of inline XBRL only mark what is shown.
    if (INLINE.has(name) || name.startsWith('ix:')) return;
    this.#endBlock();
    if (name === 'pre') this.#preformatted++;
    else if (HEADING.test(name)) this.#startHeading();
    else if (name === 'table') this.#startTable();
    else this.#startPart(name);
  }

  close(name: string): void {
    this.#depth--;
    if (this.#hidden > 0) {
      this.#hidden--;
      return;
    }
    if (INLINE.has(name) || name === 'br' || name.startsWith('ix:')) return;
    const table = this.#tables.at(-1);
    if ((name === 'td' || name === 'th') && table?.isInCell && !table.isLayout) return this.#endCell(table);
    this.#endBlock();
    if (name === 'pre') this.#preformatted--;
    else if (HEADING.test(name)) this.#isHeading = false;
    else if (name === 'table') this.#tables.pop()?.end(this.#builder);
  }

  add(text: string): void {
    if (this.#hidden > 0) return;
    if (this.#preformatted === 0) {
      this.#line.push(text);
      return;
    }
    for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
      if (index > 0) this.#endLine();
      this.#line.push(line);
    }
  }

  document(): ExtractedDocument {
    this.#endBlock();
    while (this.#tables.length > 0) this.#tables.pop()?.end(this.#builder);
    return this.#builder.document(false);
  }

  #startHeading(): void {
    // A table with headings in its cells arranges the page.
    for (const table of this.#tables) table.arrange(this.#builder);
    this.#isHeading = true;
  }

  #startTable(): void {
    for (const table of this.#tables) table.arrange(this.#builder);
    this.#tables.push(new HtmlTable());
  }

  #startPart(name: string): void {
    const table = this.#tables.at(-1);
    if (table === undefined || table.isLayout) return;
    if (name === 'tr') table.startRow();
    if (name === 'td' || name === 'th') table.isInCell = true;
  }

  #endCell(table: HtmlTable): void {
    table.isInCell = false;
    table.addCell(this.#takeLine(), this.#builder);
  }

  /** Ends a block. In a cell it becomes a blank, so that the row stays one line. */
  #endBlock(): void {
    if (this.#isInCell()) {
      this.#line.push(' ');
      return;
    }
    this.#endLine();
    this.#builder.endParagraph();
  }

  #endLine(): void {
    if (this.#isInCell()) {
      this.#line.push(' ');
      return;
    }
    const text = this.#takeLine();
    if (text !== '') this.#builder.add(this.#isHeading ? 'HEADING' : 'TEXT', text);
  }

  #isInCell(): boolean {
    const table = this.#tables.at(-1);
    return table !== undefined && table.isInCell && !table.isLayout;
  }

  #takeLine(): string {
    const text = this.#line.join('').replace(/\s+/g, ' ').trim();
    this.#line = [];
    return text;
  }
}
