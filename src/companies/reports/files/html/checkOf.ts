import type { ReportDocument } from '../../reportDocument.js';
import { nameInTemplate } from '../../template/partOfQuestion.js';
import type { TemplateTable } from '../../template/reportTemplate.js';
import { markup, type Markup } from './markup.js';
import { valueOf } from './valueOf.js';

/** Says how each number of a report can be asked again. */
export function checkOf({ content, hash, createdAt, madeBy, questions, template }: ReportDocument): Markup {
  const { kind, inputs, on, templateVersion } = content;
  const tables = template.sections.flatMap((section) => section.tables);
  const facts: readonly (readonly [string, Markup])[] = [
    ['Hash (SHA-256)', markup`<code>${hash}</code>`],
    ['Kind', markup`${kind}`],
    ...Object.entries(inputs).flatMap(([name, value]): [string, Markup][] =>
      value === null ? [] : [[name, markup`<code>${value}</code>`]],
    ),
    ['As of', valueOf(on, null)],
    ['Asked for', valueOf(createdAt, null)],
    ['Template', markup`${kind}, version ${templateVersion}`],
    ['Made by', markup`GreyOak ${madeBy}`],
  ];
  return markup`<h2 id="check">How to check this report</h2>
<p>The hash is of kind, inputs, day, findings, tables and the version of the template: the same facts give the same hash. To compute it, use <code>greyoak check-report</code> with the JSON file of this report. Each number is in the answer to one of the questions below: ask it in the playground of the service, with these variables.</p>
<table class="facts">
<caption>Identity</caption>
<tbody>
${facts.map(([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody>
</table>
<h3>Questions</h3>
${questions.map(
  ({ name, document, variables }) => markup`<details><summary>${name}</summary>
<pre><code>${document.trim()}</code></pre>
<p>Variables:</p>
<pre><code>${JSON.stringify(variables, null, 2)}</code></pre>
${pathsOf(tables.filter(({ question }) => question === nameInTemplate(name)))}</details>\n`,
)}`;
}

/** Says where in an answer the numbers of tables are. */
const pathsOf = (tables: readonly TemplateTable[]): Markup | null =>
  tables.length === 0
    ? null
    : markup`<p>Where the tables are in its answer:</p>
<ul>
${tables.map(({ title, rows, columns }) => {
  const places = typeof rows === 'string' ? rows : rows.join(', ');
  const paths = columns.map((column) => `${column.title}: ${column.path}`).join(', ');
  return markup`<li>${title}: <code>${places}</code>; ${paths}</li>\n`;
})}</ul>\n`;
