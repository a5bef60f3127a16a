import type { FieldPolicy } from '../fieldPolicy.js';
import { roleOf } from '../roleOf.js';
import { ruleOf } from '../ruleOf.js';

const FRESHNESS: Readonly<Record<FieldPolicy['freshness'], string>> = {
  INHERIT: 'as long as its parent',
  COMMIT: 'until the next commit',
  DAY: 'until the next commit; it is about the day of `on`',
  UP_TO_DAY: 'until the next commit; it is about the days up to `to`',
  TODAY: 'until the next commit; it is about the present',
  VOLATILE: 'never, because it may change at any time or differ between callers',
};

/** Returns who may use a field of an operation, what it costs and how long its answer is kept, as a list in Markdown. */
export function policyNotes(policy: FieldPolicy): string {
  const { access, cost = 0, freshness, isGuess, isCounted } = policy;
  const role = roleOf(policy);
  const rule = role === '' ? ruleOf(policy) : `${ruleOf(policy)}, from the role ${role}`;
  return [
    `- Access: ${access === 'PUBLIC' ? 'every caller' : rule}`,
    `- Cost: ${costOf(cost)}${isGuess || isCounted ? '; calls are counted by caller' : ''}`,
    `- Kept: ${FRESHNESS[freshness]}`,
    '',
  ].join('\n');
}

function costOf(cost: NonNullable<FieldPolicy['cost']>): string {
  if (typeof cost === 'function') return 'by its arguments';
  return cost === 0 ? 'none of its own' : `${cost} ${cost === 1 ? 'row' : 'rows'}`;
}
