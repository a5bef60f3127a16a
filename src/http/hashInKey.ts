/** Returns the SHA-256 at the end of a key of Apollo, which begins with what the key is for. */
export function hashInKey(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}
