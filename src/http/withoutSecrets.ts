/** What marks a secret within a text, and how the secret itself looks. */
const SECRETS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\bgok_\w+/g, 'gok_[redacted]'],
  [/(:\/\/[^\s:/@]*):[^\s/@]+@/g, '$1:[redacted]@'],
];

/** Returns a text without credentials, API keys and passwords of URLs. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((left, [pattern, shown]) => left.replace(pattern, shown), text);
}
