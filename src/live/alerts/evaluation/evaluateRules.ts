import { BANDS, type IsoDate } from '../../../scoring/names.js';
import { boundsOf, type Bounds } from './bounds.js';
import type { Column, EvaluatedSession } from './column.js';
import type { Evaluation, JudgedAlert, NewAlert } from './evaluation.js';
import type { RuleRow } from './ruleRow.js';
import type { StandingAlert } from './standingAlert.js';

/** More new alerts of a rule become one that says how many. */
export const MOST_ALERTS = 50;

const NONE: readonly StandingAlert[] = [];

/**
 * Evaluates rules against the newest session.
 *
 * @param standing by the id of their rule
 */
export function evaluateRules(
  rules: readonly RuleRow[],
  session: EvaluatedSession,
  standing: ReadonlyMap<number, readonly StandingAlert[]>,
): Evaluation {
  const raised: NewAlert[] = [];
  const judged: JudgedAlert[] = [];
  const evaluated: RuleRow[] = [];
  const found = new Int32Array(session.size);
  /** 1 where an alert of the rule stands. */
  const stands = new Uint8Array(session.size);
  for (const rule of rules) {
    const column = session.columnOf(rule);
    if (column === null || (column.isProvisional && !rule.on_provisional)) continue;
    evaluated.push(rule);
    const own = standing.get(rule.id) ?? NONE;
    const isChange = rule.comparator === 'CHANGED';
    const bounds = isChange ? null : boundsOf(rule);
    const subject = session.subjectOf(rule);
    if (bounds !== null && own.length > 0) {
      const isAbout = membership(column, subject);
      for (const alert of own) {
        const verdict = judge(alert, rule, column, bounds, isAbout, session.day);
        if (verdict !== null) judged.push(verdict);
      }
    }
    // An older session that was scored again, or a withdrawal, raises nothing.
    if (!column.isFresh && !rule.is_new) continue;
    for (const { stocks } of own) for (const stock of stocks) if (stock !== -1) stands[stock] = 1;
    const count = isChange
      ? findChanged(rule, column, subject, stands, found)
      : findBeyond(rule, column, subject, stands, found);
    for (const { stocks } of own) for (const stock of stocks) if (stock !== -1) stands[stock] = 0;
    if (count > MOST_ALERTS)
      raised.push({ rule, stocks: Array.from(found.subarray(0, count)), isOfMany: true });
    else for (let k = 0; k < count; k++) raised.push({ rule, stocks: [found[k]], isOfMany: false });
  }
  return { raised, judged, rules: evaluated };
}

/** Tells whether a rule is about a stock on the session. */
function membership({ isPresent }: Column, subject: Int32Array | null): (stock: number) => boolean {
  if (subject === null) return (stock) => stock !== -1 && isPresent[stock] === 1;
  const members = new Set(subject);
  return (stock) => members.has(stock) && isPresent[stock] === 1;
}

/** @returns null where nothing becomes of the alert */
function judge(
  alert: StandingAlert,
  rule: RuleRow,
  { values }: Column,
  { isBeyond, isBack }: Bounds,
  isAbout: (stock: number) => boolean,
  day: IsoDate | null,
): JudgedAlert | null {
  const about = alert.stocks.filter(isAbout);
  const beyond = about.filter((stock) => !isBack(values[stock]));
  const value = alert.isOfMany || about.length === 0 ? null : known(values[about[0]]);
  const told = { alert, rule, value, beyond };
  if (beyond.length === 0) {
    return { ...told, change: alert.isOpen ? 'RESOLVED' : null, isByValue: about.length > 0 };
  }
  const isLater = day === null || alert.lastDay === null || alert.lastDay < day;
  if (alert.isOpen && isLater && beyond.some((stock) => isBeyond(values[stock]))) {
    return { ...told, change: 'REPEATED', isByValue: false };
  }
  return beyond.length < alert.stocks.length ? { ...told, change: null, isByValue: false } : null;
}

const known = (value: number): number | null => (value === value ? value : null);

/** Finds the stocks that are beyond and have no alert. These loops are written out: they see 20 million values. */
function findBeyond(
  { comparator, threshold }: RuleRow,
  { values }: Column,
  subject: Int32Array | null,
  stands: Uint8Array,
  found: Int32Array,
): number {
  // Below an edge is above it with the signs changed. A value that is not known is neither.
  const sign = comparator === 'BELOW' ? -1 : 1;
  const edge = sign * (threshold ?? NaN);
  let count = 0;
  if (subject === null) {
    for (let stock = 0; stock < values.length; stock++) {
      if (sign * values[stock] > edge && stands[stock] === 0) found[count++] = stock;
    }
  } else {
    for (const stock of subject) {
      if (sign * values[stock] > edge && stands[stock] === 0) found[count++] = stock;
    }
  }
  return count;
}

function findChanged(
  rule: RuleRow,
  column: Column,
  subject: Int32Array | null,
  stands: Uint8Array,
  found: Int32Array,
): number {
  let count = 0;
  const size = subject === null ? column.values.length : subject.length;
  for (let k = 0; k < size; k++) {
    const stock = subject === null ? k : subject[k];
    if (hasChanged(rule, column, stock) && stands[stock] === 0) found[count++] = stock;
  }
  return count;
}

/** Whether the value of a stock is not that of the session before, and is one that the rule asks for. */
export function hasChanged(
  { to_bands }: Pick<RuleRow, 'to_bands'>,
  { values, previous }: Column,
  stock: number,
): boolean {
  const [value, former] = [values[stock], previous[stock]];
  // One that is not known differs from none.
  if (!(value < former || value > former)) return false;
  return to_bands === null || to_bands.includes(BANDS[value]);
}
