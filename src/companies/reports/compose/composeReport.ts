import type { IsoDate } from '../../../scoring/names.js';
import { UserError } from '../../../userError.js';
import type { Insight } from '../../analysis/insight.js';
import type { ReportInputs, ReportKind } from '../names.js';
import type { ReportContent } from '../reportContent.js';
import { questionsOf } from '../template/questionsOf.js';
import { nameInTemplate } from '../template/partOfQuestion.js';
import type { ReportTemplate } from '../template/reportTemplate.js';
import { variablesOf } from '../template/variablesOf.js';
import { cutLists } from './cutLists.js';
import { findingsOf } from './findingsOf.js';
import { placeOf, valuesAt } from './place.js';
import { sentenceOf } from './sentenceOf.js';
import { MOST_ROWS, tableOf } from './tableOf.js';

/** The most findings of a report; the last one says so where there are more. */
export const MOST_FINDINGS = 200;

/**
 * Returns what a report says, from a template and the answers to its questions. Numbers stay as the answers have them.
 *
 * @param answers the data of the answers by the names of the questions
 * @throws UserError where what the report is about does not exist
 * @throws Error where an answer is missing, or has another form than the template expects
 */
export function composeReport(
  template: ReportTemplate,
  { kind, inputs, on }: { readonly kind: ReportKind; readonly inputs: ReportInputs; readonly on: IsoDate },
  answers: ReadonlyMap<string, unknown>,
): ReportContent {
  const variables = variablesOf(inputs, on);
  const asked = questionsOf(template, inputs, on, answers).map(({ name }) => name);
  const unanswered = asked.filter((name) => (answers.get(name) ?? null) === null);
  if (unanswered.length > 0) {
    throw new Error(`Expected an answer to each question, got none to ${unanswered.join(', ')}.`);
  }
  const { question, path, missing } = template.about;
  if (valuesAt(placeOf(answers.get(question)), path).every((value) => value === null)) {
    throw new UserError(
      sentenceOf(missing, { valueOf: (name) => variables[name.slice(1) as keyof typeof variables] ?? null }),
    );
  }
  const answersTo = (name: string): readonly unknown[] =>
    asked.filter((one) => nameInTemplate(one) === name).map((one) => answers.get(one));
  const tables = template.sections
    .flatMap((section) => section.tables)
    .map((table) => tableOf(table, answersTo(table.question), variables));
  const findings = [
    ...template.findings.flatMap((finding) => findingsOf(finding, answersTo(finding.question), variables)),
    ...asked.flatMap((name) => cutLists(name, answers.get(name))),
    ...tables.flatMap(({ table, rows }) => (rows > MOST_ROWS ? [rowsLeftOut(table.title, rows)] : [])),
  ];
  return {
    kind,
    inputs,
    on,
    findings: bounded(findings),
    tables: tables.map(({ table }) => table),
    templateVersion: template.version,
  };
}

const rowsLeftOut = (title: string, rows: number): Insight => ({
  rule: 'ROWS_LEFT_OUT',
  sentence: `The table "${title}" has the first ${MOST_ROWS} of ${rows} rows.`,
  numbers: [
    { name: 'shown', value: MOST_ROWS },
    { name: 'total', value: rows },
  ],
});

function bounded(findings: readonly Insight[]): readonly Insight[] {
  const total = findings.length;
  if (total <= MOST_FINDINGS) return findings;
  const shown = MOST_FINDINGS - 1;
  const last: Insight = {
    rule: 'FINDINGS_LEFT_OUT',
    sentence: `This report has the first ${shown} of ${total} findings.`,
    numbers: [
      { name: 'shown', value: shown },
      { name: 'total', value: total },
    ],
  };
  return [...findings.slice(0, shown), last];
}
