import type { FastifyRequest } from 'fastify';
import type { AnswerBytes } from './answerBytes.js';
import { ByteCache } from './byteCache.js';

/** An answer that is the same until something is committed. */
export class CachedAnswer {
  /** @param isOfClosedSessions whether it is about former sessions only */
  constructor(
    readonly bytes: AnswerBytes,
    readonly contentType: string,
    readonly isOfClosedSessions: boolean,
  ) {}

  get size(): number {
    return this.bytes.size;
  }
}

export type CachedAnswers = ByteCache<CachedAnswer>;

export function cachedAnswers(maxBytes: number): CachedAnswers {
  return new ByteCache<CachedAnswer>({ maxBytes });
}

/**
 * What an answer depends on beside what is stored: the document and its variables, as they were sent, and the headers
 * that Apollo looks at. Taken from the text of the request, so that a hit is found without parsing it.
 *
 * @param text the body of a POST, the address of a GET
 */
export function answerKey({ method, headers }: FastifyRequest, text: string): string {
  const { accept = '' } = headers;
  if (method === 'POST') return `POST ${accept}\n${text}`;
  // Refused where none of these is there: another site's page could have sent it.
  const preflighted = ['content-type', 'x-apollo-operation-name', 'apollo-require-preflight'].map(
    (name) => headers[name] ?? '',
  );
  return `${method} ${accept}\n${preflighted.join('\n')}\n${text}`;
}
