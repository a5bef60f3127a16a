import type { ReportCell, ReportTable } from '../../reportContent.js';
import type { ReportChange, ReportChanges } from '../../reportDocument.js';
import { shownNumber } from '../../shown/shownNumber.js';
import { exactOf } from '../cells.js';
import { markup, type Markup } from './markup.js';
import { valueOf } from './valueOf.js';

/** Shows how a report differs from the one before; nothing where there is none. */
export function changesOf(changes: ReportChanges | null, tables: readonly ReportTable[]): Markup | null {
  if (changes === null) return null;
  const { formerHash, formerCreatedAt, total, changes: listed } = changes;
  const head = markup`<h2 id="changes">Changes since the report of ${valueOf(formerCreatedAt, null)}</h2>\n`;
  const former = markup`the report with the hash <code>${formerHash}</code>`;
  if (total === 0) return markup`${head}<p>Nothing changed since ${former}.</p>\n`;
  const differ = total === 1 ? 'One thing differs' : `${total} things differ`;
  const cut = listed.length < total ? `; the first ${listed.length} are listed` : '';
  return markup`${head}<p>${differ} from ${former}${cut}.</p>
<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-of-changes">
<table class="lines">
<caption id="caption-of-changes">Changes</caption>
<thead><tr>${['What', 'Row', 'Column', 'Then', 'Now'].map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${listed.map((change) => lineOf(change, tables))}</tbody>
</table>
</div>\n`;
}

function lineOf(
  { table: id, row, column: name, former, now }: ReportChange,
  tables: readonly ReportTable[],
): Markup {
  const table = tables.find((one) => one.id === id);
  const column = table?.columns.find((one) => one.name === name);
  const own = row === 'templateVersion' ? 'Template' : 'Finding';
  const what = id === null ? own : (table?.title ?? id);
  const unit = column?.unit ?? null;
  const value = (cell: ReportCell): Markup =>
    // Of a whole row or a finding, null says that it is not there.
    cell === null && name === null ? markup`–` : valueOf(cell, unit);
  // What differs in digits that are not shown has all of them.
  const [before, after] =
    typeof former === 'number' &&
    typeof now === 'number' &&
    shownNumber(former, unit) === shownNumber(now, unit)
      ? [exactOf(former), exactOf(now)]
      : [value(former), value(now)];
  return markup`<tr><th scope="row">${what}</th><td>${row}</td><td>${
    column?.title ?? name ?? wholeOf(former, now)
  }</td><td>${before}</td><td>${after}</td></tr>\n`;
}

function wholeOf(former: ReportCell, now: ReportCell): string {
  if (former === null && now !== null) return 'is new';
  return former !== null && now === null ? 'is gone' : '';
}
