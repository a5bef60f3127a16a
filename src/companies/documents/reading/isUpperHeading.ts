/** The longest line that can be a heading by its letters alone. */
const LONGEST = 80;

/** Whether a line is a heading because all its letters are upper-case: short, with a whole word, and no label or sentence. */
export function isUpperHeading(text: string): boolean {
  if (text.length > LONGEST || !/\p{Lu}{3}/u.test(text) || /\p{Ll}/u.test(text)) return false;
  if (/[.,;:]$/.test(text) || /:\s/.test(text) || /^(?:MR|MRS|MS|DR|SHRI|SMT)\b/.test(text)) return false;
  return (text.match(/\p{Lu}/gu)?.length ?? 0) > text.length / 2;
}
