/** Reads a whole number that fits PostgreSQL's integer, which ends at 2 ** 31 - 1; null where the text is none. */
export function wholeNumber(text: string): number | null {
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value < 2 ** 31 ? value : null;
}
