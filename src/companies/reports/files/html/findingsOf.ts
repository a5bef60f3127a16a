import type { Insight } from '../../../analysis/insight.js';
import type { ReportTemplate } from '../../template/reportTemplate.js';
import { markup, type Markup } from './markup.js';
import { valueOf } from './valueOf.js';

/** What each report says where it does not have all that there is. */
const LEFT_OUT: readonly string[] = ['LIST_CUT', 'ROWS_LEFT_OUT', 'FINDINGS_LEFT_OUT'];

/** Shows what a report found: first what is known badly, and then the rest, each in its order. */
export function findingsOf(findings: readonly Insight[], template: ReportTemplate): Markup {
  const marked = new Set([
    ...LEFT_OUT,
    ...template.findings.flatMap((finding) => ('rule' in finding && finding.caution ? finding.rule : [])),
  ]);
  const cautions = findings.filter(({ rule }) => marked.has(rule));
  const others = findings.filter(({ rule }) => !marked.has(rule));
  return markup`<h2 id="findings">Findings</h2>
${findings.length === 0 ? markup`<p>Nothing was found.</p>\n` : null}${
    cautions.length === 0
      ? null
      : markup`<section class="cautions"><h3>Known badly</h3>\n${listOf(cautions)}</section>\n`
  }${cautions.length === 0 || others.length === 0 ? null : markup`<h3>Found</h3>\n`}${listOf(others)}`;
}

const listOf = (findings: readonly Insight[]): Markup | null =>
  findings.length === 0
    ? null
    : markup`<ul class="findings">
${findings.map(
  ({ rule, sentence, numbers }) =>
    markup`<li>${sentence} <span class="rule">${rule}${numbers.map(
      ({ name, value }) => markup`, ${name} ${valueOf(value, null)}`,
    )}</span></li>\n`,
)}</ul>\n`;
