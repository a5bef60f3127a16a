import { Kind, parse, OperationTypeNode } from 'graphql';
import { isUnit, placeholdersOf, type Placeholder } from '../compose/sentenceOf.js';
import { declaredVariables } from './questionsOf.js';
import type { ReportTemplate, TemplateChart, TemplateFinding, TemplateTable } from './reportTemplate.js';
import { VARIABLES } from './variablesOf.js';

/** A path begins with a field in lower case, or goes up. */
const PATH = /^(\.\.\/)*[a-z]\w*(\.[A-Za-z_]\w*)*$/;

/**
 * Checks that all names in a template are of something in it: questions, tables, columns and variables.
 *
 * @throws Error that says all that is wrong
 */
export function checkTemplate(template: ReportTemplate): void {
  const tables = template.sections.flatMap((section) => section.tables);
  const questions = [template.about, ...template.findings, ...tables].map(({ question }) => question);
  const faults = [
    ...faultsOfAbout(template),
    ...Object.entries(template.questions).flatMap(([name, document]) =>
      faultsOfQuestion(name, document, Object.keys(template.lists)),
    ),
    ...faultsOfLists(template),
    ...unknown('question', questions, Object.keys(template.questions)),
    ...unknown('question that nothing uses', Object.keys(template.questions), questions),
    ...twice(
      'table',
      tables.map(({ id }) => id),
    ),
    ...tables.flatMap(faultsOfTable),
    ...template.sections.flatMap(({ charts }) => charts.flatMap((chart) => faultsOfChart(chart, tables))),
    ...template.findings.flatMap(faultsOfFinding),
  ];
  if (faults.length === 0) return;
  throw new Error(`Expected the template ${template.kind} to be whole. ${faults.join(' ')}`);
}

/** Where there is no answer, there are only variables. */
function faultsOfAbout({ kind, about: { missing } }: ReportTemplate): readonly string[] {
  const placeholders = placeholdersOf(missing);
  const names = placeholders.map(({ name }) => name);
  return [
    ...faultsOfValues(kind, names),
    ...faultsOfUnits(kind, placeholders),
    ...names.filter((name) => !name.startsWith('$')).map((name) => `The text "${missing}" shows {${name}}.`),
  ];
}

function faultsOfQuestion(name: string, document: string, lists: readonly string[]): readonly string[] {
  const operations = parse(document).definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION);
  const isQuery = operations.every(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.QUERY,
  );
  if (operations.length !== 1 || !isQuery) return [`The question ${name} is not one query.`];
  const names = declaredVariables(document).map((variable) => variable.name);
  return [
    ...unknown(`variable of ${name}`, names, [...VARIABLES, ...lists]),
    ...(names.filter((one) => lists.includes(one)).length > 1 ? [`The question ${name} has two lists.`] : []),
  ];
}

/** A list is of an answer that needs no list, so that two rounds of questions are enough. */
function faultsOfLists({ lists, questions, about }: ReportTemplate): readonly string[] {
  const isListed = (question: string): boolean =>
    declaredVariables(questions[question] ?? '{ a }').some(({ name }) => Object.hasOwn(lists, name));
  return [
    ...unknown(
      'question',
      Object.values(lists).map(({ question }) => question),
      Object.keys(questions),
    ),
    ...Object.keys(lists).flatMap((name) =>
      (VARIABLES as readonly string[]).includes(name) ? [`The list ${name} is another variable.`] : [],
    ),
    ...[about.question, ...Object.values(lists).map(({ question }) => question)]
      .filter(isListed)
      .map((question) => `The question ${question} needs a list itself.`),
  ];
}

function faultsOfTable({ id, columns, key, across, where, printed }: TemplateTable): readonly string[] {
  const names = columns.map(({ name }) => name);
  const used = [
    ...key,
    ...(across === undefined ? [] : [...across.rows, across.columns, across.cells]),
    ...columns.flatMap(({ unitColumn }) => unitColumn ?? []),
    ...(printed?.where ?? []).map(({ column }) => column),
  ];
  return [
    ...twice(`column of ${id}`, names),
    ...unknown(`column of ${id}`, used, names),
    ...where.flatMap((condition) => faultsOfValues(id, Object.values(condition))),
  ];
}

function faultsOfChart({ title, table, x, y, series }: TemplateChart, tables: readonly TemplateTable[]) {
  const columns = tables.find(({ id }) => id === table)?.columns.map(({ name }) => name);
  if (columns === undefined) return [`There is no table ${table} for the chart "${title}".`];
  return [
    ...unknown(`column of ${table}`, [x, ...y, ...(series === undefined ? [] : [series])], columns),
    ...(series !== undefined && y.length > 1 ? [`The chart "${title}" has series of several columns.`] : []),
  ];
}

/** What a finding says of all rows together cannot show values of one. */
function faultsOfFinding(finding: TemplateFinding): readonly string[] {
  if ('insights' in finding) return [];
  const { rule, where, sentence, item, expected, numbers } = finding;
  const placeholders = [...placeholdersOf(sentence), ...placeholdersOf(item ?? '')];
  const inSentence = placeholdersOf(sentence).map(({ name }) => name);
  const own = inSentence.filter((name) => !name.startsWith('$') && name !== '#' && name !== 'items');
  const isTogether = item !== undefined;
  return [
    ...where.flatMap((condition) => faultsOfValues(rule, Object.values(condition))),
    ...faultsOfValues(
      rule,
      placeholders.map(({ name }) => name),
    ),
    ...faultsOfUnits(rule, placeholders),
    ...(isTogether &&
    (own.length > 0 || expected !== undefined || Object.values(numbers).some((n) => n !== '#'))
      ? [`The finding ${rule} shows ${own.join(', ') || 'values of one row'} of all rows together.`]
      : []),
    ...(!isTogether && inSentence.includes('items') ? [`The finding ${rule} has no item.`] : []),
    ...(expected === undefined && inSentence.includes('missing')
      ? [`The finding ${rule} expects nothing.`]
      : []),
  ];
}

/** A unit in capitals is one of reports; else it is the path of the field that states it. */
const faultsOfUnits = (user: string, placeholders: readonly Placeholder[]): readonly string[] =>
  placeholders
    .flatMap(({ unit }) => unit ?? [])
    .filter((unit) => !isUnit(unit) && !PATH.test(unit))
    .map((unit) => `There is no unit of ${user} ${unit}.`);

const faultsOfValues = (user: string, values: readonly unknown[]): readonly string[] =>
  unknown(
    `variable of ${user}`,
    values.flatMap((value) => (typeof value === 'string' && value.startsWith('$') ? value.slice(1) : [])),
    VARIABLES,
  );

const unknown = (what: string, used: readonly string[], known: readonly string[]): readonly string[] =>
  used.filter((name) => !known.includes(name)).map((name) => `There is no ${what} ${name}.`);

const twice = (what: string, names: readonly string[]): readonly string[] =>
  names.filter((name, at) => names.indexOf(name) !== at).map((name) => `There are two ${what}s ${name}.`);
