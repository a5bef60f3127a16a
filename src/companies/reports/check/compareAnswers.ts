import { canonicalJson } from '../../../canonicalJson.js';
import { changesBetween } from '../changes/changesBetween.js';
import { composeReport } from '../compose/composeReport.js';
import { tableOf } from '../compose/tableOf.js';
import type { ReportContent } from '../reportContent.js';
import type { ReportChanges } from '../reportDocument.js';
import type { ReportTemplate } from '../template/reportTemplate.js';
import { nameInTemplate } from '../template/partOfQuestion.js';
import { declaredVariables } from '../template/questionsOf.js';
import { variablesOf } from '../template/variablesOf.js';

/** What a question was answered with: data, or why there is none for this caller. */
export type CheckedAnswer =
  { readonly data: Readonly<Record<string, unknown>> } | { readonly refusal: string };

/** A question whose part of the report cannot be compared. */
export interface Unseen {
  readonly question: string;
  readonly reason: string;
  /** The ids of the tables that are made of its answer. */
  readonly tables: readonly string[];
}

export interface ComparedAnswers extends Pick<ReportChanges, 'changes' | 'total'> {
  readonly unseen: readonly Unseen[];
  /** Whether what is no cell differs, such as the title or the unit of a column, or the order of rows. */
  readonly differsElsewhere: boolean;
  /** How many cells were compared. */
  readonly cells: number;
  /** Whether the findings were compared: they are only where all questions were answered. */
  readonly hasFindings: boolean;
}

const NOTHING = 'the service answers that it does not exist, or not for this caller';

/**
 * Compares a report with the answers to its questions now.
 *
 * @param content as the file has it: it is the former one of the changes
 * @param answers by the names of the questions
 * @throws UserError where what the report is about does not exist any more
 * @throws Error where an answer has another form than the template expects
 */
export function compareAnswers(
  content: ReportContent,
  template: ReportTemplate,
  answers: ReadonlyMap<string, CheckedAnswer>,
): ComparedAnswers {
  const questionOf = new Map(
    template.sections.flatMap(({ tables }) => tables.map(({ id, question }) => [id, question] as const)),
  );
  const tablesOf = (question: string) => content.tables.filter(({ id }) => questionOf.get(id) === question);
  const seen = new Map<string, unknown>();
  const reasons = new Map<string, string>();
  for (const [name, answer] of answers) {
    const question = nameInTemplate(name);
    if ('refusal' in answer) reasons.set(question, answer.refusal);
    else if (isNothing(answer.data) && tablesOf(question).some(({ rows }) => rows.length > 0)) {
      reasons.set(question, NOTHING);
    } else seen.set(name, answer.data);
  }
  for (const [question, source] of listsOf(template)) {
    if (reasons.has(source)) reasons.set(question, `what it asks of is in the answer to ${source}`);
  }
  const unseen = [...reasons].map(([question, reason]) => ({
    ...{ question, reason },
    tables: tablesOf(question).map(({ id }) => id),
  }));
  const hasFindings = unseen.length === 0;
  const isCompared = ({ id }: { readonly id: string }): boolean => !reasons.has(questionOf.get(id) ?? '');
  const answersTo = (question: string): readonly unknown[] =>
    [...seen].flatMap(([name, data]) => (nameInTemplate(name) === question ? [data] : []));
  const former = {
    ...content,
    findings: hasFindings ? content.findings : [],
    tables: content.tables.filter(isCompared),
  };
  const variables = variablesOf(content.inputs, content.on);
  const now = hasFindings
    ? composeReport(template, content, seen)
    : {
        ...former,
        tables: template.sections
          .flatMap(({ tables }) => tables)
          .filter(isCompared)
          .map((table) => tableOf(table, answersTo(table.question), variables).table),
      };
  const { changes, total } = changesBetween(former, now, template);
  const cells = former.tables.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
  const differsElsewhere = total === 0 && canonicalJson(former) !== canonicalJson(now);
  return { unseen, hasFindings, cells, changes, total, differsElsewhere };
}

/** Returns the questions that have a list, with those whose answers the lists are in. */
const listsOf = ({
  lists,
  questions,
}: ReportTemplate): readonly (readonly [question: string, source: string])[] =>
  Object.entries(questions).flatMap(([name, document]) =>
    declaredVariables(document).flatMap((variable) =>
      Object.hasOwn(lists, variable.name) ? [[name, lists[variable.name].question] as const] : [],
    ),
  );

const isNothing = (data: Readonly<Record<string, unknown>>): boolean =>
  Object.values(data).every((root) => root === null);
