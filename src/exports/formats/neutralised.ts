/**
 * A text that a spreadsheet may take for a formula: its first character is one of = + - @, also after blanks, invisible
 * characters and in full width. Apostrophes before it count, so that each neutralised text can be told from another one.
 */
const FORMULA = /^'*[\s\p{C}\p{Z}]*[=+\-@\u2212\uFF1D\uFF0B\uFF0D\uFF20]|^'*[\t\r\n]/u;

/**
 * Returns a text so that no spreadsheet computes it: a possible formula gets an apostrophe before it (OWASP, CSV
 * injection). To read it back, take the first apostrophe from each text that is still a possible formula.
 */
export const neutralised = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Returns the text that was neutralised. */
export const restored = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
