/** Control characters, separators of lines, and characters that are not seen but turn, join or hide others. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Returns the first character of a text that a reader does not see, because two texts that look alike should be alike;
 * null where there is none.
 *
 * @returns its code point, such as U+200B, and its place among the characters, from 1
 */
export function hiddenCharacter(text: string): { readonly code: string; readonly place: number } | null {
  const found = HIDDEN.exec(text);
  if (found === null) return null;
  const point = found[0].codePointAt(0) ?? 0;
  return {
    code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
    place: Array.from(text.slice(0, found.index)).length + 1,
  };
}
