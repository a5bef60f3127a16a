import type { TemplateCondition } from '../template/reportTemplate.js';
import type { TemplateVariables } from '../template/variablesOf.js';
import { valuesAt, type Place } from './place.js';

const DAY = /\d{4}-\d{2}-\d{2}/g;

/** Returns whether a row meets all conditions of a table or finding. */
export function meets(
  row: Place,
  conditions: readonly TemplateCondition[],
  variables: TemplateVariables,
): boolean {
  return conditions.every((condition) =>
    valuesAt(row, condition.path).some((value) => holds(value, condition, variables)),
  );
}

function holds(value: unknown, condition: TemplateCondition, variables: TemplateVariables): boolean {
  const { is, not, below, atLeast, atMost, above, daysUpTo } = condition;
  const of = (stated: unknown): unknown =>
    typeof stated === 'string' && stated.startsWith('$') ? variables[stated.slice(1)] : stated;
  return (
    (is === undefined || value === of(is)) &&
    (not === undefined || value !== of(not)) &&
    (below === undefined || isOrdered(value, of(below), (order) => order < 0)) &&
    (atMost === undefined || isOrdered(value, of(atMost), (order) => order <= 0)) &&
    (atLeast === undefined || isOrdered(value, of(atLeast), (order) => order >= 0)) &&
    (above === undefined || isOrdered(value, of(above), (order) => order > 0)) &&
    (daysUpTo === undefined || daysOf(value).every((day) => day <= String(of(daysUpTo))))
  );
}

/** Returns false for values that have no order, such as null. */
function isOrdered(value: unknown, bound: unknown, is: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof bound === 'number') return is(value - bound);
  if (typeof value !== 'string' || typeof bound !== 'string') return false;
  return is(value < bound ? -1 : value > bound ? 1 : 0);
}

const daysOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? (value.match(DAY) ?? []) : [];
