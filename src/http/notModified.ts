const ENTITY_TAGS = /"[^"]*"/g;

/**
 * Tells whether the caller has an answer already, because If-None-Match is `*` or lists its ETag. They are compared
 * weakly, as RFC 9110 (13.1.2) asks, so that `W/` makes no difference.
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  const tags: readonly string[] = ifNoneMatch.match(ENTITY_TAGS) ?? [];
  return tags.includes(opaque);
}
