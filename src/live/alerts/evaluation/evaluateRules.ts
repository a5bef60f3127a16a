import { BANDS, type IsoDate } from '../../../scoring/names.js';
import { limitsOf, type Limits } from './limits.js';
import type { Column, EvaluatedSession } from './column.js';
import type { Evaluation, JudgedAlert, NewAlert } from './evaluation.js';
import { Ranks, type Ranked } from './ranks.js';
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
  const ranks = new Ranks();
  const found = new Int32Array(session.size);
  /** 1 where an alert of the rule stands. */
  const stands = new Uint8Array(session.size);
  /** 1 where the rule is about the stock, if it is not about all. */
  const isAbout = new Uint8Array(session.size);
  for (const rule of rules) {
    const column = session.columnOf(rule);
    if (column === null || (column.isProvisional && !rule.on_provisional)) continue;
    evaluated.push(rule);
    const own = standing.get(rule.id) ?? NONE;
    const subject = session.subjectOf(rule);
    const isChange = rule.comparator === 'CHANGED';
    if (!isChange && own.length > 0) {
      mark(isAbout, subject, 1);
      const limits = limitsOf(rule);
      for (const alert of own) {
        const verdict = judge(alert, rule, column, limits, subject && isAbout, session.day);
        if (verdict !== null) judged.push(verdict);
      }
      mark(isAbout, subject, 0);
    }
    // An older session that was scored again, or a withdrawal, raises nothing.
    if (!column.isFresh && !rule.is_new) continue;
    for (const alert of own) mark(stands, alert.stocks, 1);
    const count = isChange
      ? findChanged(rule, column, subject, stands, found)
      : findBeyond(limitsOf(rule), column, subject ?? ranks.of(column), stands, found);
    for (const alert of own) mark(stands, alert.stocks, 0);
    if (count > MOST_ALERTS) {
      raised.push({ rule, stocks: firstOf(found, count), isOfMany: true });
      continue;
    }
    const few = firstOf(found, count).sort((one, other) => one - other);
    for (const stock of few) raised.push({ rule, stocks: [stock], isOfMany: false });
  }
  return { raised, judged, rules: evaluated };
}

function firstOf(found: Int32Array, count: number): number[] {
  const first: number[] = [];
  for (let k = 0; k < count; k++) first.push(found[k]);
  return first;
}

function mark(marks: Uint8Array, stocks: ArrayLike<number> | null, value: 0 | 1): void {
  if (stocks === null) return;
  for (let k = 0; k < stocks.length; k++) if (stocks[k] !== -1) marks[stocks[k]] = value;
}

/** @returns null where nothing becomes of the alert */
function judge(
  alert: StandingAlert,
  rule: RuleRow,
  { values, isPresent }: Column,
  { sign, edge, back }: Limits,
  isAbout: Uint8Array | null,
  day: IsoDate | null,
): JudgedAlert | null {
  const { stocks, isOpen, isOfMany, lastDay } = alert;
  let about = 0;
  let isHit = false;
  /** Null as long as all are. */
  let left: number[] | null = null;
  for (let k = 0; k < stocks.length; k++) {
    const stock = stocks[k];
    const isIn = stock !== -1 && isPresent[stock] === 1 && isAbout?.[stock] !== 0;
    const value = isIn ? sign * values[stock] : NaN;
    if (isIn) about++;
    if (!isIn || value <= back) left ??= stocks.slice(0, k);
    else {
      left?.push(stock);
      if (value > edge) isHit = true;
    }
  }
  const beyond = left ?? stocks;
  const single = isOfMany || about === 0 ? NaN : values[stocks[0]];
  const value = single === single ? single : null;
  if (beyond.length === 0) {
    return { alert, rule, value, beyond, change: isOpen ? 'RESOLVED' : null, isByValue: about > 0 };
  }
  const isLater = day === null || lastDay === null || lastDay < day;
  if (isOpen && isLater && isHit) return { alert, rule, value, beyond, change: 'REPEATED', isByValue: false };
  return left === null ? null : { alert, rule, value, beyond, change: null, isByValue: false };
}

/**
 * Finds the stocks that are beyond and have no alert.
 *
 * @param among elements in any order; or all stocks in their ranks, so that only those that are beyond are looked at
 */
function findBeyond(
  { sign, edge }: Limits,
  { values }: Column,
  among: Int32Array | Ranked,
  stands: Uint8Array,
  found: Int32Array,
): number {
  let count = 0;
  if (among instanceof Int32Array) {
    for (const stock of among) if (sign * values[stock] > edge && stands[stock] === 0) found[count++] = stock;
    return count;
  }
  const { ascending } = among;
  let at = sign === 1 ? ascending.length - 1 : 0;
  for (; at >= 0 && at < ascending.length; at -= sign) {
    const stock = ascending[at];
    if (!(sign * values[stock] > edge)) break;
    if (stands[stock] === 0) found[count++] = stock;
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
