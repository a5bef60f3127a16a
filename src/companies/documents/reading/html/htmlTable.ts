import type { DocumentBuilder } from '../documentBuilder.js';

/** The longest cell of a table with data. A table with a longer one only arranges the page. */
const LONGEST_CELL = 400;

/** A table of a page, while it is read. */
export class HtmlTable {
  /** Whether it only arranges the page: its cells are text like any other. */
  isLayout = false;
  /** Whether a cell is open. */
  isInCell = false;
  readonly #rows: string[][] = [];

  startRow(): void {
    this.#rows.push([]);
  }

  /** Adds a cell to the last row. */
  addCell(text: string, builder: DocumentBuilder): void {
    if (this.#rows.length === 0) this.startRow();
    this.#rows.at(-1)?.push(text);
    if (text.length > LONGEST_CELL) this.arrange(builder);
  }

  /** Ends it: its rows become lines of the document. */
  end(builder: DocumentBuilder): void {
    const rows = this.#rows.map(withoutEmptyEnd).filter((cells) => cells.length > 0);
    if (this.isLayout || rows.every((cells) => cells.filter(Boolean).length < 2))
      return this.arrange(builder);
    builder.endParagraph();
    for (const cells of rows) builder.add('TABLE', cells.join('\t'));
    builder.endParagraph();
  }

  /** Makes it one that only arranges the page. What it has is added as text. */
  arrange(builder: DocumentBuilder): void {
    this.isLayout = true;
    for (const text of this.#rows.splice(0).flat()) {
      if (text === '') continue;
      builder.add('TEXT', text);
      builder.endParagraph();
    }
  }
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
