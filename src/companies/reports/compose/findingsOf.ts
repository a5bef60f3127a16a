import type { Insight, NamedNumber } from '../../analysis/insight.js';
import type { ReportCell } from '../reportContent.js';
import type { TemplateCondition, TemplateFinding } from '../template/reportTemplate.js';
import type { TemplateVariables } from '../template/variablesOf.js';
import { cellAt } from './cellAt.js';
import { meets } from './meets.js';
import { placeOf, placesAt, type Place } from './place.js';
import { rowsAt } from './rowsAt.js';
import { sentenceOf, type SentenceValues } from './sentenceOf.js';

/** How many items a sentence names. */
const NAMED = 20;

/**
 * Returns what a finding of a template says of answers, in the order of their rows.
 *
 * @param answers those to its question, one for each part of a list; none: it was not asked
 * @throws Error where the answer has another form than the finding expects
 */
export function findingsOf(
  finding: TemplateFinding,
  answers: readonly unknown[],
  variables: TemplateVariables,
): Insight[] {
  const roots = answers.map(placeOf);
  if ('insights' in finding) {
    return rowsAt(roots, finding.insights).map(insightAt);
  }
  const { rule, where, sentence, item, expected, numbers } = finding;
  const rows = rowsAt(roots, finding.each).filter((row) => meets(row, where, variables));
  const valuesOf = (row: Place, own: Readonly<Record<string, ReportCell>>): SentenceValues => ({
    valueOf: (name) =>
      name.startsWith('$') ? (variables[name.slice(1)] ?? null) : (own[name] ?? cellAt(row, name)),
    boundsOf: (name) => boundsOf(where, name),
  });
  const say = (row: Place, count: number, own: Readonly<Record<string, ReportCell>>): Insight => ({
    rule,
    sentence: sentenceOf(sentence, valuesOf(row, { ...own, '#': count })),
    numbers: Object.entries(numbers).map(([name, path]) => ({
      name,
      value: path === '#' ? count : numberAt(row, path),
    })),
  });
  if (item !== undefined) {
    if (rows.length === 0) return [];
    const named = rows.slice(0, NAMED).map((row) => sentenceOf(item, valuesOf(row, {})));
    return [say(roots[0], rows.length, { items: joined(named, rows.length) })];
  }
  if (expected === undefined) return rows.map((row) => say(row, 1, {}));
  return rows.flatMap((row) => {
    const known = new Set(rowsAt([row], expected.path).map(({ value }) => value));
    const missing = expected.values.filter((value) => !known.has(value));
    return missing.length === 0
      ? []
      : [say(row, missing.length, { missing: joined(missing, missing.length) })];
  });
}

const joined = (named: readonly string[], count: number): string =>
  `${named.join('; ')}${count > named.length ? `; and ${count - named.length} more` : ''}`;

/** Returns the numbers that conditions compare the value at a path with. */
const boundsOf = (where: readonly TemplateCondition[], path: string): readonly number[] =>
  where.flatMap((condition) =>
    condition.path === path ? Object.values(condition).filter((bound) => typeof bound === 'number') : [],
  );

function numberAt(row: Place, path: string): number | null {
  const value = cellAt(row, path);
  if (value === null || typeof value === 'number') return value;
  throw new Error(`Expected ${path} to be a number, got ${typeof value}.`);
}

const insightAt = (place: Place): Insight => ({
  rule: textAt(place, 'rule'),
  sentence: textAt(place, 'sentence'),
  numbers: placesAt(place, 'numbers').map((number): NamedNumber => ({
    name: textAt(number, 'name'),
    value: numberAt(number, 'value'),
  })),
});

const textAt = (place: Place, path: string): string => String(cellAt(place, path));
