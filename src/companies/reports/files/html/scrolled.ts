import type { ReportTable } from '../../reportContent.js';
import { html, type Markup } from './markup.js';

/** From so many columns on, a table is printed smaller, and then across the paper. */
const MANY_COLUMNS = 9;
const MOST_UPRIGHT = 13;

/**
 * Puts a table into a box that scrolls by itself, so that the page does not: by keyboard, too.
 *
 * @param kind the class of the table
 * @param columns how many it has
 */
export const scrolled = (
  { id, title, columns }: ReportTable,
  body: Markup,
  { kind = 'lines', width = columns.length }: { readonly kind?: string; readonly width?: number } = {},
): Markup =>
  html`<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-${id}">
    <table class="${kind}${sizeOf(width)}" id="table-${id}">
      <caption id="caption-${id}">
        ${title}
      </caption>
      ${body}
    </table>
  </div> `;

function sizeOf(width: number): string {
  if (width > MOST_UPRIGHT) return ' many widest';
  return width >= MANY_COLUMNS ? ' many' : '';
}
