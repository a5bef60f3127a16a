import { createRequire } from 'node:module';

const LIST = '@zxcvbn-ts/language-common';

let known: ReadonlySet<string> | undefined;

/** The list takes some 50 ms to load and 5 MB, which most commands do not need. */
function commonPasswords(): ReadonlySet<string> {
  if (known === undefined) {
    const { dictionary } = createRequire(import.meta.url)(LIST) as {
      readonly dictionary: { readonly passwords: readonly string[] };
    };
    known = new Set(dictionary.passwords.map((password) => password.toLowerCase()));
  }
  return known;
}

/**
 * Whether a password is one of the 49,000 most common ones, whatever the case of its letters: as it is, without the
 * digits and signs at its end, or repeated.
 */
export function isCommonPassword(password: string): boolean {
  const whole = password.toLowerCase();
  const stem = whole.replace(/[^\p{L}]+$/u, '');
  const common = commonPasswords();
  return [whole, stem].some((text) => common.has(text) || common.has(unitOf(text)));
}

/** Returns the shortest text that repeats to the given one. */
function unitOf(text: string): string {
  const period = (text + text).indexOf(text, 1);
  return text.slice(0, period);
}
