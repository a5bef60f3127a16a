import { Kind } from 'graphql';
import { isUnit, placeholdersOf } from '../../../src/companies/reports/compose/sentenceOf.js';
import type {
  ReportTemplate,
  TemplateCondition,
} from '../../../src/companies/reports/template/reportTemplate.js';
import { fieldAt, isLeaf, type SelectedField } from './selectedField.js';

const NUMBERS = ['Int', 'Float'];

/**
 * Returns which names of a template are not of what its questions select, and which values have a wrong type.
 *
 * @param trees what each question selects
 */
export function templateFaults(
  template: ReportTemplate,
  trees: ReadonlyMap<string, SelectedField>,
): readonly string[] {
  const faults: string[] = [];
  const expectThat = (isRight: boolean, fault: string) => void (isRight || faults.push(fault));
  const rowsOf = (user: string, question: string, paths: string | readonly string[]) =>
    listOf(paths).map((path) => {
      const row = fieldAt(trees.get(question) as SelectedField, path);
      expectThat(row !== null && (!isLeaf(row) || row.isList), `${user}: no rows at ${path}`);
      return row;
    });
  const conditions = (user: string, row: SelectedField | null, where: readonly TemplateCondition[]) => {
    for (const { path, ...rest } of where) {
      const field = row && fieldAt(row, path);
      expectThat(field !== null, `${user}: no ${path} in its rows`);
      const isOfNull = Object.values(rest).every((value) => value === null);
      expectThat(isLeaf(field) || isOfNull, `${user}: ${path} is compared, and is an object`);
      const { type } = field ?? {};
      if (type?.astNode?.kind === Kind.ENUM_TYPE_DEFINITION) {
        const known = type.astNode.values?.map(({ name }) => name.value);
        for (const value of Object.values(rest)) {
          expectThat(
            value === null || known?.includes(String(value)) === true,
            `${user}: ${path} is never ${value}`,
          );
        }
      }
    }
  };
  expectThat(
    fieldAt(trees.get(template.about.question) as SelectedField, template.about.path) !== null,
    'about',
  );
  for (const table of template.sections.flatMap(({ tables }) => tables)) {
    for (const row of rowsOf(table.id, table.question, table.rows)) {
      conditions(table.id, row, table.where);
      for (const { name, path, unit, unitColumn } of table.columns) {
        const field = row && fieldAt(row, path);
        expectThat(isLeaf(field), `${table.id}.${name}: no value at ${path}`);
        const isNumber = [...NUMBERS, 'Decimal'].includes(field?.type.name ?? '');
        expectThat(isNumber || (unit ?? unitColumn) === undefined, `${table.id}.${name}: no number`);
        if (unitColumn !== undefined) {
          const column = table.columns.find((one) => one.name === unitColumn);
          expectThat(
            row !== null && fieldAt(row, column?.path ?? '')?.type.name === 'Unit',
            `${table.id}: unit`,
          );
        }
      }
    }
  }
  for (const { table, y, x } of template.sections.flatMap(({ charts }) => charts)) {
    const { columns, question, rows } = template.sections
      .flatMap(({ tables }) => tables)
      .find(({ id }) => id === table) ?? {
      ...{ columns: [], question: '', rows: [] },
    };
    for (const row of rowsOf(table, question, rows)) {
      for (const column of columns.filter(({ name }) => y.includes(name))) {
        const field = row && fieldAt(row, column.path);
        expectThat(NUMBERS.includes(field?.type.name ?? ''), `${table}.${column.name}: cannot be drawn`);
      }
    }
    expectThat(
      columns.some(({ name }) => name === x),
      `${table}.${x}`,
    );
  }
  for (const finding of template.findings) {
    if ('insights' in finding) {
      const insight = fieldAt(trees.get(finding.question) as SelectedField, finding.insights);
      expectThat(insight?.type.name === 'Insight', `${finding.insights} are no insights`);
      expectThat(
        [...(insight?.selected.keys() ?? [])].join() === 'rule,sentence,numbers',
        `${finding.insights} are cut`,
      );
      continue;
    }
    const { rule, question, each, where, sentence, item = '', expected, numbers } = finding;
    for (const row of rowsOf(rule, question, each)) {
      conditions(rule, row, where);
      const shown = [...placeholdersOf(sentence), ...placeholdersOf(item)].filter(
        ({ name }) => !name.startsWith('$') && !['#', 'items', 'missing'].includes(name),
      );
      for (const path of [...shown.map(({ name }) => name), ...listOf(expected?.path ?? [])]) {
        expectThat(row !== null && isLeaf(fieldAt(row, path)), `${rule}: no value at ${path}`);
      }
      for (const { name, unit } of shown) {
        const field = row && fieldAt(row, name);
        const isNumber = [...NUMBERS, 'Decimal'].includes(field?.type.name ?? '') && field?.isList === false;
        expectThat(isNumber || unit === null, `${rule}: ${name} is no number`);
        expectThat(field?.type.name !== 'Float' || unit !== null, `${rule}: ${name} has no unit`);
        const isStated = unit === null || isUnit(unit) || (row && fieldAt(row, unit)?.type.name) === 'Unit';
        expectThat(isStated, `${rule}: no unit at ${unit}`);
      }
      for (const path of Object.values(numbers).filter((one) => one !== '#')) {
        const field = row && fieldAt(row, path);
        expectThat(
          NUMBERS.includes(field?.type.name ?? '') && field?.isList === false,
          `${rule}: no number at ${path}`,
        );
      }
    }
  }
  return faults;
}

const listOf = (paths: string | readonly string[]): readonly string[] =>
  typeof paths === 'string' ? [paths] : paths;
