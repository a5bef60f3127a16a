/**
 * Returns a number as the import format writes it: without blanks, with a digit before the point, without commas between
 * thousands, which spreadsheets write, and empty where the file has a dash, which exchanges write for nothing. What is no
 * number stays as it is, so that its row is refused.
 *
 * @example plainNumber(' .95') // '0.95'
 */
export function plainNumber(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '-') return '';
  if (/^-?\d{1,3}(,\d{2,3})+(\.\d+)?$/.test(trimmed)) return trimmed.replaceAll(',', '');
  return trimmed.replace(/^(-?)\./, '$10.');
}
