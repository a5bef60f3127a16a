import type { ReportTable } from '../../reportContent.js';
import type { ReportTemplate, TemplateTable } from '../../template/reportTemplate.js';
import { chartOf } from './chartOf.js';
import { markup, type Markup } from './markup.js';
import { linesOf, tableOf } from './tableOf.js';

/**
 * Shows a section with its charts and tables.
 *
 * @param k its number, counted from 1
 */
export function sectionOf(
  { title, text, charts, tables }: ReportTemplate['sections'][number],
  k: number,
  contents: ReadonlyMap<string, ReportTable>,
): Markup {
  const drawn = charts.flatMap((chart, at) => {
    const table = contents.get(chart.table);
    return table === undefined || table.rows.length === 0
      ? []
      : chartOf(table, chart, `chart-${k}-${at + 1}`);
  });
  const shown = tables.flatMap((template) => {
    const table = contents.get(template.id);
    if (table === undefined || template.shown === 'DATA_ONLY') return [];
    return template.shown === 'CHART_ONLY' && table.rows.length > 0
      ? numbersOf(table)
      : tableOf(table, template);
  });
  return markup`<h2 id="section-${k}">${title}</h2>
${text === undefined ? null : markup`<p>${text}</p>\n`}${drawn}${shown}${unshownOf(tables, contents)}`;
}

/** Names the tables that only files for programs have. */
function unshownOf(
  tables: readonly TemplateTable[],
  contents: ReadonlyMap<string, ReportTable>,
): Markup | null {
  const titles = tables.flatMap(({ id, shown }) => {
    const table = contents.get(id);
    return shown !== 'DATA_ONLY' || table === undefined || table.rows.length === 0 ? [] : table.title;
  });
  return titles.length === 0
    ? null
    : markup`<p class="note">Only in the CSV and JSON files: ${titles.join('; ')}.</p>\n`;
}

/** The numbers of a chart, for readers who do not see it, and for those who want one of them. */
const numbersOf = (
  table: ReportTable,
): Markup => markup`<details class="numbers"><summary>Numbers: ${table.title}</summary>
${linesOf(table)}</details>\n`;
