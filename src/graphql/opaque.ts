/** Ids and cursors are text that clients keep but do not read. They are base64url, so that they fit in a URL. */

/** Characters of the longest text that is read. Ids and cursors have some hundred. */
const LONGEST = 1_000;

export function encodeText(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/**
 * Returns null for a text that encodeText did not make. Buffer alone would skip the characters that it does not
 * know.
 */
export function decodeText(opaque: string): string | null {
  if (opaque.length > LONGEST) return null;
  const text = Buffer.from(opaque, 'base64url').toString('utf8');
  return opaque !== '' && encodeText(text) === opaque ? text : null;
}
