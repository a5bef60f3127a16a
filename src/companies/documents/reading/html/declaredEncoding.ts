/** How far from the start a page declares its encoding. */
const WITHIN = 2_048;

/** Returns the encoding that a page in HTML declares; null where it declares none that is known. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, WITHIN)).toString('latin1');
  const name =
    /<meta\s[^<>]*?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(start)?.[1] ??
    /^<\?xml\s[^<>]*?encoding\s*=\s*["']([\w:.-]{1,40})/i.exec(start)?.[1];
  if (name === undefined) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}
