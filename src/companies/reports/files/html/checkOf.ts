import type { ReportDocument } from '../../reportDocument.js';
import type { TemplateTable } from '../../template/reportTemplate.js';
import { html, type Markup } from './markup.js';
import { valueOf } from './valueOf.js';

/** Says how each number of a report can be asked again. */
export function checkOf({ content, hash, createdAt, madeBy, questions, template }: ReportDocument): Markup {
  const tables = template.sections.flatMap((section) => section.tables);
  const facts: readonly (readonly [string, Markup])[] = [
    ['Hash (SHA-256)', html`<code>${hash}</code>`],
    ['Kind', html`${content.kind}`],
    ...Object.entries(content.inputs).flatMap(([name, value]): [string, Markup][] =>
      value === null ? [] : [[name, html`<code>${value}</code>`]],
    ),
    ['As of', valueOf(content.on, null)],
    ['Asked for', valueOf(createdAt, null)],
    [
      'Template',
      html`${content.kind}, version
        <data value="${content.templateVersion}">${content.templateVersion}</data>`,
    ],
    ['Made by', html`GreyOak ${madeBy}`],
  ];
  return html`<h2 id="check">How to check this report</h2>
    <p>
      Nothing that was published after the day of the report is in it. The hash is of kind, inputs, day,
      findings, tables and the version of the template: the same facts give the same hash. To compute it, use
      <code>greyoak check-report</code> with the JSON file of this report. Each number is the answer to one of
      the questions below: ask it in the playground of the service, with these variables.
    </p>
    <table class="facts">
      <caption>
        Identity
      </caption>
      <tbody>
        ${facts.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr> `,
        )}
      </tbody>
    </table>
    <h3>Questions</h3>
    ${questions.map(
      ({ name, document, variables }) =>
        html`<details>
          <summary>${name}</summary>
          <pre><code>${document.trim()}</code></pre>
          <p>Variables:</p>
          <pre><code>${JSON.stringify(variables, null, 2)}</code></pre>
          ${pathsOf(tables.filter(({ question }) => question === name))}
        </details> `,
    )}`;
}

/** Says where in an answer the numbers of tables are. */
const pathsOf = (tables: readonly TemplateTable[]): Markup | null =>
  tables.length === 0
    ? null
    : html`<p>Where the tables are in its answer:</p>
        <ul>
          ${tables.map(
            ({ title, rows, columns }) =>
              html`<li>
                ${title}: <code>${typeof rows === 'string' ? rows : rows.join(', ')}</code>;
                ${columns.map((column) => `${column.title}: ${column.path}`).join(', ')}
              </li> `,
          )}
        </ul> `;
