import type { Content } from '../../sources/content.js';

/** One object of a JSON answer. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Returns whether a value is an object with some keys of its own. */
export function isRecord(value: unknown, keys: readonly string[] = []): value is JsonRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    keys.every((key) => Object.hasOwn(value, key))
  );
}

/** Returns the value of a JSON answer, or of one of its own keys; null where it has none, or is no JSON. */
export function jsonOf(content: Content, key?: string): unknown {
  if (content.kind !== 'JSON') return null;
  if (key === undefined) return content.value;
  return isRecord(content.value, [key]) ? content.value[key] : null;
}

/**
 * Returns the records of a JSON answer: a list at its top, or below a key. Because programs that copy answers unwrap some
 * and wrap others, a list at the top may also stand below `data`, and the other way round.
 *
 * @param keys that each record must have
 * @returns null where it is no such list, or an empty one
 */
export function jsonRecords(
  content: Content,
  keys: readonly string[],
  under?: string,
): readonly JsonRecord[] | null {
  const other = under === undefined ? 'data' : under === 'data' ? undefined : under;
  const list = [jsonOf(content, under), jsonOf(content, other)].find((value) => Array.isArray(value));
  if (!Array.isArray(list) || list.length === 0) return null;
  return list.every((one): one is JsonRecord => isRecord(one, keys)) ? list : null;
}

/** Returns a field as a text without blanks around it; empty where it is absent, null or a dash, or no text or number. */
export function textIn(record: JsonRecord, key: string): string {
  const value = Object.hasOwn(record, key) ? record[key] : null;
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return text === '-' ? '' : text;
}
