import type { ReportUnit } from '../../names.js';
import type { ReportCell } from '../../reportContent.js';
import { exactOf } from '../cells.js';
import { shownDate } from '../shownDate.js';
import { shownNumber, type NumberOptions } from '../../shown/shownNumber.js';
import { isAmount } from '../../shown/isAmount.js';
import { markup, type Markup } from './markup.js';

/** A word that has to be broken, such as an address. */
const LONG_WORD = /\S{28}/;

/** A longer text needs room next to the numbers of its row. */
const SENTENCE = 40;

/** Shows a cell as readers expect it. What programs need stands in its `value` or `datetime`: the exact value. */
export function valueOf(cell: ReportCell, unit: ReportUnit | null, options?: NumberOptions): Markup {
  if (cell === null) return markup`<span class="none">not known</span>`;
  if (typeof cell === 'boolean') return markup`<data value="${String(cell)}">${cell ? 'yes' : 'no'}</data>`;
  if (typeof cell === 'number') {
    return markup`<data value="${exactOf(cell)}">${shownNumber(cell, unit, options)}</data>`;
  }
  if (unit !== null && isAmount(cell)) {
    return markup`<data value="${cell}">${shownNumber(cell, unit, options)}</data>`;
  }
  // A list of nothing.
  if (cell === '') return markup`–`;
  const date = shownDate(cell);
  if (date !== null) return markup`<time datetime="${cell}">${date}</time>`;
  // A list without a value is an empty text.
  if (cell === '') return markup`<span class="none">none</span>`;
  if (LONG_WORD.test(cell)) return markup`<span class="long">${cell}</span>`;
  return cell.length > SENTENCE ? markup`<span class="sentence">${cell}</span>` : markup`${cell}`;
}
