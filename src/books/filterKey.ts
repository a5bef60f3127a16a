import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonicalJson.js';

/** Characters of a key: 72 bits tell the filters of one client apart. */
const LENGTH = 12;

/**
 * Returns a short text that is the same for equal filters, so that a cursor can tell whether it is of another one. Nulls
 * are as good as left out, and the order of a list does not count.
 *
 * @returns an empty text for a filter without a condition
 */
export function filterKey(filter: object | null | undefined): string {
  const text = canonicalJson(conditionsOf(filter));
  return text === '{}' ? '' : createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
}

function conditionsOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = new Map(value.map(conditionsOf).map((item) => [canonicalJson(item), item]));
    return [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
  if (typeof value !== 'object' || value === null) return value ?? {};
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, conditionsOf(inner)]));
}
