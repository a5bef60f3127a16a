import type { FastifyReply, FastifyRequest } from 'fastify';
import { cacheControlOf } from './cacheControlOf.js';
import type { KeptAnswer } from './keptAnswers.js';
import { isNotModified } from './notModified.js';

const VARY = 'Accept, Accept-Encoding';
/** The headers that credentials are sent in, too. */
const VARY_OF_PRIVATE = `${VARY}, Authorization, Cookie`;

/**
 * Sets the headers of an answer, and returns its bytes in an encoding that the client accepts.
 *
 * @param closedSessionMaxAge seconds for which clients may use answers about closed sessions
 * @returns null where the client has the bytes already, a promise where they are not encoded yet
 */
export function encodedAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: KeptAnswer,
  closedSessionMaxAge: number,
): Buffer | null | Promise<Buffer> {
  const { bytes } = answer;
  const accepted = request.headers['accept-encoding'];
  const encoding = bytes.encodingFor(accepted);
  addVary(reply, answer.sharing.isPublic ? VARY : VARY_OF_PRIVATE);
  // Nothing keeps an error, which may be of this caller or of this moment alone.
  if (request.method === 'GET' && reply.statusCode === 200) {
    const etag = answer.etagOf(encoding);
    void reply.header('etag', etag).header('cache-control', cacheControlOf(answer, closedSessionMaxAge));
    if (isNotModified(request.headers['if-none-match'], etag)) {
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

/** Keeps what the header has already: answers may vary by Origin, too. */
function addVary(reply: FastifyReply, names: string): void {
  const vary = reply.getHeader('vary');
  void reply.header('vary', vary === undefined ? names : `${String(vary)}, ${names}`);
}
