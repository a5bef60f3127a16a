import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorBody } from './errorBody.js';
import { shown } from '../shown.js';

interface Fault {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Refuses bodies that are compressed, in other characters than UTF-8, or sent in a coding other than chunks. They would be
 * read as if they were none of these: as broken JSON, with other characters than were sent, or with another end than a
 * proxy on the way saw.
 */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const fault = transferFault(request) ?? contentFault(request) ?? charsetFault(request);
    if (fault === null) return done();
    const { status, message, headers } = fault;
    void reply
      .code(status)
      .headers(headers)
      .send(errorBody('BAD_REQUEST', message, request.id));
  });
}

function transferFault({ headers, raw }: FastifyRequest): Fault | null {
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return null;
  // What follows may be the rest of this body, or a request that a proxy took for a part of it.
  const close = { connection: 'close' };
  // RFC 9112, section 6.1: HTTP/1.0 has no codings.
  if (raw.httpVersion === '1.0') {
    const message = 'Expected no Transfer-Encoding in HTTP/1.0, got one: send a Content-Length, or HTTP/1.1.';
    return { status: 400, message, headers: close };
  }
  if (/^chunked$/i.test(coding)) return null;
  const message =
    `Expected no Transfer-Encoding but chunked, got ${JSON.stringify(shown(coding))}: ` +
    'send the JSON as it is, without compressing it.';
  return { status: 400, message, headers: close };
}

function contentFault({ headers }: FastifyRequest): Fault | null {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || /^(identity)?$/i.test(encoding)) return null;
  const message =
    `Expected a body without Content-Encoding, got ${JSON.stringify(shown(encoding))}: ` +
    'send the JSON as it is, without compressing it.';
  // RFC 9110, section 12.5.3: it tells which encodings would have been accepted.
  return { status: 415, message, headers: { 'accept-encoding': 'identity' } };
}

function charsetFault({ headers }: FastifyRequest): Fault | null {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return null;
  const message =
    `Expected a body of JSON in UTF-8, got the charset ${JSON.stringify(shown(charset))}: ` +
    'encode it as UTF-8, or leave the charset out.';
  return { status: 415, message, headers: {} };
}
