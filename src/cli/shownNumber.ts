/**
 * Writes a number with at most five significant digits, of which whole digits are never cut; "–" where it is missing.
 */
export function shownNumber(value: number | null): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1000
    ? value.toFixed(2)
    : size >= 1e-4
      ? String(Number(value.toPrecision(5)))
      : value.toExponential(3);
}
