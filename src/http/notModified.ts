const ENTITY_TAGS = /"[^"]*"/g;

/**
 * Whether the caller has this answer already: If-None-Match is `*` or lists its ETag. Compared weakly, as RFC 9110
 * (13.1.2) asks: `W/` makes no difference.
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  const tags: readonly string[] = ifNoneMatch.match(ENTITY_TAGS) ?? [];
  return tags.includes(opaque);
}
