import type { KeptAnswer } from './keptAnswers.js';

/**
 * Returns the Cache-Control of an answer to GET. Only answers about closed sessions may be used without asking again.
 * Proxies may keep those of callers that show no credentials; others only the caller itself may keep.
 *
 * @param maxAge seconds for which an answer about closed sessions may be used; 0: clients ask each time
 */
export function cacheControlOf(
  { sharing: { isOfClosedSessions, isPublic } }: Pick<KeptAnswer, 'sharing'>,
  maxAge: number,
): string {
  if (!isOfClosedSessions || maxAge <= 0) return 'no-cache';
  return `${isPublic ? 'public' : 'private'}, max-age=${maxAge}, immutable`;
}
