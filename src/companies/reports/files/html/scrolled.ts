import type { ReportTable } from '../../reportContent.js';
import { markup, type Markup } from './markup.js';

/** From so many columns on, a table is printed smaller. */
const MANY_COLUMNS = 9;
/** A table with more columns is printed across the paper. */
const MOST_UPRIGHT = 13;

/**
 * Puts a table into a box that scrolls by itself, so that the page does not: by keyboard, too.
 *
 * @param kind the class of the table
 * @param width how many columns readers see
 */
export const scrolled = (
  { id, title, columns }: ReportTable,
  body: Markup,
  { kind = 'lines', width = columns.length }: { readonly kind?: string; readonly width?: number } = {},
): Markup => markup`<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-${id}">
<table class="${kind}${sizeOf(width)}" id="table-${id}">
<caption id="caption-${id}">${title}</caption>
${body}
</table>
</div>\n`;

function sizeOf(width: number): string {
  if (width > MOST_UPRIGHT) return ' many widest';
  return width >= MANY_COLUMNS ? ' many' : '';
}
