import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CachedAnswer } from './cachedAnswers.js';
import { isNotModified } from './notModified.js';

/**
 * Sets the headers of an answer, and gives its bytes in an encoding that the caller accepts; null where the caller
 * has them already, a promise where they are not encoded yet.
 *
 * @param closedSessionMaxAge seconds for which answers to GET about closed sessions need not be asked for again
 */
export function encodedAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CachedAnswer,
  closedSessionMaxAge: number,
): Buffer | null | Promise<Buffer> {
  const { bytes } = answer;
  const accepted = request.headers['accept-encoding'];
  const encoding = bytes.encodingFor(accepted);
  addVary(reply);
  if (request.method === 'GET') {
    const etag = bytes.etagOf(encoding);
    const isClosed = answer.isOfClosedSessions && closedSessionMaxAge > 0;
    void reply
      .header('etag', etag)
      .header('cache-control', isClosed ? `public, max-age=${closedSessionMaxAge}, immutable` : 'no-cache');
    if (reply.statusCode === 200 && isNotModified(request.headers['if-none-match'], etag)) {
      void reply.code(304).removeHeader('content-type');
      return null;
    }
  } else {
    void reply.header('cache-control', 'no-store');
  }
  if (encoding === null) return bytes.plain;
  void reply.header('content-encoding', encoding);
  return bytes.encodedFor(accepted).then((encoded) => encoded.bytes);
}

/** Beside what is there already: answers may vary by Origin, too. */
function addVary(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  void reply.header(
    'vary',
    vary === undefined ? 'Accept, Accept-Encoding' : `${String(vary)}, Accept, Accept-Encoding`,
  );
}
