import { canonicalJson } from '../../../canonicalJson.js';
import { groupBy } from '../../../market/grouping.js';
import type { Insight } from '../../analysis/insight.js';
import type { ReportChange } from '../reportDocument.js';
import { orderChange } from './orderChange.js';

/**
 * Yields which findings are new, gone, or say something else now, and another order of the others. Of the findings of one rule
 * that differ, those whose sentences differ in numbers only belong together; the rest is taken in its order.
 */
export function* findingChanges(
  former: readonly Insight[],
  now: readonly Insight[],
): Generator<ReportChange> {
  const before = without(former, now);
  const after = without(now, former);
  const gone = groupBy(before.left, ({ rule }) => rule);
  const added = groupBy(after.left, ({ rule }) => rule);
  for (const rule of new Set([...added.keys(), ...gone.keys()])) {
    yield* changesOf(rule, gone.get(rule) ?? [], added.get(rule) ?? []);
  }
  yield* orderChange(null, before.shared.map(sentenceOf), after.shared.map(sentenceOf));
}

function* changesOf(
  rule: string,
  gone: readonly Insight[],
  added: readonly Insight[],
): Generator<ReportChange> {
  const left = [...gone];
  const others: Insight[] = [];
  for (const finding of added) {
    const at = left.findIndex((former) => wordsOf(former) === wordsOf(finding));
    if (at < 0) others.push(finding);
    else yield changeOf(rule, left.splice(at, 1)[0], finding);
  }
  for (let k = 0; k < Math.max(left.length, others.length); k++) yield changeOf(rule, left[k], others[k]);
}

/** Returns a sentence without its numbers. */
const wordsOf = ({ sentence }: Insight): string => sentence.replaceAll(/[\d.,]+/g, '#');

const sentenceOf = ({ sentence }: Insight): string => sentence;

/** Divides findings into those that others have as well, as often, and those that are left. */
function without(
  findings: readonly Insight[],
  others: readonly Insight[],
): { readonly shared: readonly Insight[]; readonly left: readonly Insight[] } {
  const counts = new Map<string, number>();
  for (const other of others) {
    const same = canonicalJson(other);
    counts.set(same, (counts.get(same) ?? 0) + 1);
  }
  const shared: Insight[] = [];
  const left: Insight[] = [];
  for (const finding of findings) {
    const same = canonicalJson(finding);
    const count = counts.get(same) ?? 0;
    counts.set(same, count - 1);
    (count > 0 ? shared : left).push(finding);
  }
  return { shared, left };
}

function changeOf(row: string, former: Insight | undefined, now: Insight | undefined): ReportChange {
  // A sentence may name fewer digits than its numbers have.
  const withNumbers = former?.sentence === now?.sentence;
  const text = (finding: Insight | undefined) =>
    finding === undefined ? null : finding.sentence + (withNumbers ? numbersOf(finding) : '');
  return { table: null, row, column: null, former: text(former), now: text(now) };
}

const numbersOf = ({ numbers }: Insight): string =>
  ` (${numbers.map(({ name, value }) => `${name} ${value ?? 'not known'}`).join(', ')})`;
