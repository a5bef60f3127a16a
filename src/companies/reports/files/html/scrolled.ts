import type { ReportTable } from '../../reportContent.js';
import { markup, type Markup } from './markup.js';

/** From so many columns on, a table is printed smaller. */
const MANY_COLUMNS = 9;
/** Tables of so many names with a number each stand side by side on paper. */
const MOST_BESIDE = 20;
/** A table with more columns is printed across the paper. */
const MOST_UPRIGHT = 13;

/**
 * Puts a table into a box that scrolls by itself, so that the page does not: by keyboard, too.
 *
 * @param kind the class of the table
 * @param width how many columns readers see
 */
export const scrolled = (
  { id, title, columns, rows }: ReportTable,
  body: Markup,
  { kind = 'lines', width = columns.length }: { readonly kind?: string; readonly width?: number } = {},
): Markup => markup`<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-${id}">
<table class="${kind}${isNarrow(rows) ? ' narrow' : sizeOf(width)}" id="table-${id}">
<caption id="caption-${id}">${title}</caption>
${body}
</table>
</div>\n`;

const isNarrow = (rows: ReportTable['rows']): boolean =>
  rows.length <= MOST_BESIDE && rows.every((row) => row.length === 2 && typeof row[1] !== 'string');

function sizeOf(width: number): string {
  if (width > MOST_UPRIGHT) return ' many widest';
  return width >= MANY_COLUMNS ? ' many' : '';
}
