import type { ReportCell, ReportTable } from '../../reportContent.js';
import type { ReportChange, ReportChanges } from '../../reportDocument.js';
import { html, type Markup } from './markup.js';
import { valueOf } from './valueOf.js';

/** Shows how a report differs from the one before; nothing where there is none. */
export function changesOf(changes: ReportChanges | null, tables: readonly ReportTable[]): Markup | null {
  if (changes === null) return null;
  const { formerHash, formerCreatedAt, total, changes: listed } = changes;
  const since = valueOf(formerCreatedAt, null);
  const head = html`<h2 id="changes">Changes since the report of ${since}</h2> `;
  if (total === 0) {
    return html`${head}
      <p>Nothing changed since the report with the hash <code>${formerHash}</code>.</p> `;
  }
  const more = total - listed.length;
  return html`${head}
    <p>
      ${total === 1 ? 'One thing differs' : `${total} things differ`} from the report with the hash
      <code>${formerHash}</code>${more > 0 ? `; the first ${listed.length} are listed` : ''}.
    </p>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="caption-changes">
      <table class="lines">
        <caption id="caption-changes">
          Changes
        </caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Row</th>
            <th scope="col">Column</th>
            <th scope="col">Then</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          ${listed.map((change) => lineOf(change, tables))}
        </tbody>
      </table>
    </div> `;
}

function lineOf(
  { table: id, row, column: name, former, now }: ReportChange,
  tables: readonly ReportTable[],
): Markup {
  const table = tables.find((one) => one.id === id);
  const column = table?.columns.find((one) => one.name === name);
  /** Of a whole row or a finding, null says that it is not there. */
  const value = (cell: ReportCell): Markup =>
    cell === null && name === null ? html`–` : valueOf(cell, column?.unit ?? null);
  return html`<tr>
    <th scope="row">${id === null ? 'Finding' : (table?.title ?? id)}</th>
    <td>${row}</td>
    <td>${column?.title ?? name ?? wholeOf(former, now)}</td>
    <td>${value(former)}</td>
    <td>${value(now)}</td>
  </tr> `;
}

function wholeOf(former: ReportCell, now: ReportCell): string {
  if (former === null && now !== null) return 'is new';
  return former !== null && now === null ? 'is gone' : '';
}
