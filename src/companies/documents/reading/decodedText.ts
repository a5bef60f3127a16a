/**
 * Decodes the bytes of a text: by its byte order mark, else by the encoding that it declares, else as UTF-8, else as
 * Windows-1252, which decodes everything.
 *
 * @param declared the name of an encoding; null where it declares none
 */
export function decodedText(bytes: Uint8Array, declared: string | null = null): string {
  const marked = markedEncoding(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  // A text whose declaration could be read byte by byte is not in UTF-16, whatever it says.
  const named = declared === null || /^utf-?16/i.test(declared) ? [] : [declared];
  for (const encoding of [...named, 'utf-8']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one may be right.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function markedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}
