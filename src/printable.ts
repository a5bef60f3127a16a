/**
 * What a terminal or a log viewer acts on instead of showing it: control characters (with ESC, which begins a sequence),
 * characters that turn or hide text, line separators, and halves of surrogate pairs. Line feed and tab are no danger.
 */
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Returns a text that may be printed anywhere: each unsafe character is replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(UNSAFE, '\uFFFD');
}
