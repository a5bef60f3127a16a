import type { KeptAnswer } from './keptAnswers.js';

/**
 * Returns the Cache-Control of an answer to GET. Only answers about closed sessions may be used without asking again.
 * Proxies may keep answers that callers without credentials may have, too; all others only the caller itself may keep.
 *
 * @param maxAge seconds for which an answer about closed sessions may be used; 0: clients ask each time
 */
export function cacheControlOf(
  { sharing: { isOfClosedSessions, isPublic } }: Pick<KeptAnswer, 'sharing'>,
  maxAge: number,
): string {
  if (!isOfClosedSessions || maxAge <= 0) return isPublic ? 'no-cache' : 'private, no-cache';
  return `${isPublic ? 'public' : 'private'}, max-age=${maxAge}, immutable`;
}
