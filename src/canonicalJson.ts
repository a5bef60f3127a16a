/**
 * Returns JSON with keys sorted by code unit and without white space, so that equal values give the same bytes on every
 * machine.
 *
 * @throws TypeError for NaN or an infinite number, which JSON cannot hold
 *
 * @example
 * canonicalJson({ b: 1, a: [null] }); // {"a":[null],"b":1}
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) {
      throw new TypeError(
        `Expected ${key} to be a finite number, got ${inner}: write null for a missing one.`,
      );
    }
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
