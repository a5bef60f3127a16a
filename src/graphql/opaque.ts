/** Ids and cursors are text that a client keeps and never reads: base64url, so that it fits in an address. */

export function encodeText(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** Null where the text was not made by encodeText: Buffer would skip what it does not know. */
export function decodeText(opaque: string): string | null {
  const text = Buffer.from(opaque, 'base64url').toString('utf8');
  return opaque !== '' && encodeText(text) === opaque ? text : null;
}
