/**
 * JSON with keys sorted by code unit and no white space: the same bytes for equal values on every machine.
 *
 * @throws TypeError for a number that JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) {
      throw new TypeError(`${key} is ${inner}; write null for a missing number`);
    }
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
