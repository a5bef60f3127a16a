import { grouped, growthOf, longDate, quarterName } from './sampleWords.js';
import type { SampleQuarter } from './sampleQuarter.js';

/** Returns the note with which a company of the sample market tells of a quarter, as a page. */
export function resultsNote(
  name: string,
  quarters: readonly [SampleQuarter, SampleQuarter, SampleQuarter],
): string {
  const [now, before, yearAgo] = quarters;
  const row = (title: string, figure: (quarter: SampleQuarter) => number) =>
    `<tr><td>${title}</td>${quarters.map((quarter) => `<td>${grouped(figure(quarter))}</td>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Results of ${name}</title></head>
<body>
<h1>${name}: unaudited results of ${quarterName(now.periodEnd)}</h1>
<p>The board of directors met on ${longDate(now.publishedOn)} and took on record the unaudited standalone results of the
quarter ended ${longDate(now.periodEnd)}. All figures of this sample company are synthetic.</p>
<h2>Statement of results</h2>
<p>(₹ in crore, except per share)</p>
<table>
<tr><th>Particulars</th><th>Quarter ended ${longDate(now.periodEnd)}</th><th>Quarter ended ${longDate(before.periodEnd)}</th><th>Quarter ended ${longDate(yearAgo.periodEnd)}</th></tr>
${row('Revenue from operations', ({ sales }) => sales)}
${row('Profit after tax', ({ netProfit }) => netProfit)}
${row('Basic earnings per share (₹)', ({ eps }) => eps)}
</table>
<h2>Notes</h2>
<ol>
<li>Revenue from operations for the quarter ended ${longDate(now.periodEnd)} was ₹ ${grouped(now.sales)} crore, a change of
${growthOf(now.sales, yearAgo.sales)} over the same quarter of the year before.</li>
<li>The company has one segment, which is vehicles and their parts.</li>
<li>The statutory auditors have reviewed these results and given an unmodified report.</li>
</ol>
</body>
</html>
`;
}
