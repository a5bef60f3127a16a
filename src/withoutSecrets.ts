/** What each secret that we issue begins with (`SecretStart`), as a part of regular expressions. */
export const SECRET_START = 'go[akcrl]_';

/** What marks a secret within a text, and what is left of it. A part of a secret counts, too; credentials are no words. */
const SECRETS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, '$1 [redacted]'],
  // Our own. Refresh tokens have dots and dashes.
  [new RegExp(`(${SECRET_START})[\\w-]+(?:\\.[\\w-]+)*`, 'g'), '$1[redacted]'],
  [/((?:__Host-greyoak|\bgreyoak_\d+)(?:=|%3D|"? *: *"))[^\s;,"&]+/gi, '$1[redacted]'],
  // Of a link of ours, also where its query is taken for a part of its path.
  [/(signature(?:=|%(?:25)*3D))[\w%-]+/gi, '$1[redacted]'],
  // Our own examples have the word.
  [/(:\/\/[^\s:/@]*):(?!password@)[^\s/@]+@/g, '$1:[redacted]@'],
];

/** Returns a text that may be shown or logged: without credentials, API keys, signatures of links and passwords of URLs. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((left, [pattern, shown]) => left.replace(pattern, shown), text);
}
