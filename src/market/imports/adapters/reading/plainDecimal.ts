/**
 * Returns a value of JSON or of a workbook as a plain decimal. Sites write numbers as texts, too, with commas between
 * thousands. What is no number stays as it is, so that its row is refused.
 */
export function plainDecimal(value: unknown): string {
  if (typeof value === 'number') return withoutExponent(value);
  if (typeof value !== 'string') return value === null || value === undefined ? '' : 'no number';
  const text = value.trim();
  return /^-?\d{1,3}(,\d{2,3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}

/** JavaScript writes small and large numbers with an exponent. */
function withoutExponent(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = '', power] = match;
  return `${sign}0.${'0'.repeat(Number(power) - 1)}${whole}${fraction}`;
}
