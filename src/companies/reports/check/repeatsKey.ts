/** A text of JSON, and the colon behind it where it is a key. */
const TEXTS = /"(?:[^"\\]|\\.)*"\s*(:?)/gs;

/**
 * Returns whether an object of a JSON text has a key twice. Parsers differ in which of the two values they take, so that
 * such a text means one thing to us and another to others.
 *
 * @param json a text that `JSON.parse` accepts
 * @param value what it gave
 */
export function repeatsKey(json: string, value: unknown): boolean {
  let written = 0;
  for (const [, colon] of json.matchAll(TEXTS)) if (colon === ':') written++;
  let kept = 0;
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (next === null || typeof next !== 'object') continue;
    if (!Array.isArray(next)) kept += Object.keys(next).length;
    for (const inner of Object.values(next)) left.push(inner);
  }
  return written !== kept;
}
