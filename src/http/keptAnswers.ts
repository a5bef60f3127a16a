import type { FastifyRequest } from 'fastify';
import type { Rights } from '../access/caller.js';
import type { OperationOutcome } from '../graphql/operation/operationOutcome.js';
import { dayInIndia } from '../market/day.js';
import type { AnswerBytes, Encoding } from './answerBytes.js';
import { ByteCache } from './byteCache.js';

/** An answer that can be sent again until something is committed. */
export class KeptAnswer {
  /**
   * @param sharing who else may keep it, and for how long: see `cacheControlOf`
   * @param roots the root fields that it answers
   */
  constructor(
    readonly bytes: AnswerBytes,
    readonly contentType: string,
    readonly sharing: Pick<OperationOutcome, 'isOfClosedSessions' | 'isPublic'>,
    readonly roots: readonly string[] = [],
  ) {}

  get size(): number {
    return this.bytes.size;
  }

  /** The ETag of the answer in an encoding. The same bytes of another type are another answer (RFC 9110, 8.8.3). */
  etagOf(encoding: Encoding | null): string {
    const etag = this.bytes.etagOf(encoding);
    const [, subtype = ''] = /^application\/([^;\s]+)/.exec(this.contentType) ?? [];
    return subtype === 'json' ? etag : `${etag.slice(0, -1)}-${subtype.replace(/\W/g, '-')}"`;
  }
}

export type KeptAnswers = ByteCache<KeptAnswer>;

export function keptAnswers(maxBytes: number): KeptAnswers {
  return new ByteCache<KeptAnswer>({ maxBytes });
}

/**
 * Returns what an answer depends on in addition to what is stored: the rights of the caller, the day in India, by which
 * what is published on a day is known from its beginning on, the document and its variables as they were sent, and the
 * headers that Apollo reads. It is made from the text of the request, so that a
 * kept answer is found without parsing.
 *
 * @param text the body of a POST, the address of a GET
 */
export function answerKey(
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
  rights: Rights,
  text: string,
): string {
  const { accept = '' } = headers;
  const beginning = `${method} ${rights.key} ${dayInIndia(new Date())}\n${accept}`;
  if (method === 'POST') return `${beginning}\n${text}`;
  // Apollo refuses requests without any of these, because a page of another site could have sent them.
  const preflighted = ['content-type', 'x-apollo-operation-name', 'apollo-require-preflight'].map(
    (name) => headers[name] ?? '',
  );
  return `${beginning}\n${preflighted.join('\n')}\n${text}`;
}
