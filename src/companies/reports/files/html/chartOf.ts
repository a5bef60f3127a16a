import type { ReportTable } from '../../reportContent.js';
import type { TemplateChart } from '../../template/reportTemplate.js';
import { colourOf } from '../charts/axis.js';
import { chartText } from '../charts/chartText.js';
import { drawnChart } from '../charts/drawnChart.js';
import { MARKS } from '../charts/marks.js';
import { seriesOf, type ChartSeries } from '../charts/seriesOf.js';
import { markup, Markup } from './markup.js';

/**
 * Shows a chart with its title, its legend, and what it shows in words.
 *
 * @param id the same for no other chart of the page
 */
export function chartOf(table: ReportTable, chart: TemplateChart, id: string): Markup {
  const data = seriesOf(table, chart);
  // The library does not escape attributes, so that these have no text of others.
  const { svg, notes } = drawnChart(chart.kind, data, {
    ...{ role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text` },
  });
  const drawn =
    svg === null
      ? null
      : markup`${legendOf(data.series, chart.kind)}<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-title">
${new Markup(svg)}
</div>
<p class="note" id="${id}-text">${chartText(data)}</p>\n`;
  return markup`<figure id="${id}">
<figcaption id="${id}-title">${chart.title}</figcaption>
${drawn}${notes.map((note) => markup`<p class="note">${note}</p>\n`)}</figure>\n`;
}

/** Names the series, each with its mark; a single one is named by the title. */
const legendOf = (series: readonly ChartSeries[], kind: TemplateChart['kind']): Markup | null =>
  series.length < 2
    ? null
    : markup`<ul class="legend">${series.map(
        ({ title }, k) => markup`<li>${sampleOf(k, kind)} ${title}</li>`,
      )}</ul>\n`;

const sampleOf = (k: number, kind: TemplateChart['kind']): Markup =>
  kind === 'LINE'
    ? markup`<svg width="44" height="10" aria-hidden="true"><line x1="0" y1="5" x2="44" y2="5" stroke="${colourOf(k)}" stroke-width="2" stroke-dasharray="${MARKS[k].dash}"/></svg>`
    : markup`<span class="mark-${k + 1}" aria-hidden="true">${kind === 'BARS' ? '■' : MARKS[k].character}</span>`;
