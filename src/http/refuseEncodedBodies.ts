import type { FastifyInstance } from 'fastify';
import { errorBody } from './errorBody.js';
import { shown } from '../shown.js';

/** Refuses bodies that are compressed or encoded otherwise. They would be taken for broken JSON. */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || /^(identity)?$/i.test(encoding)) return done();
    const message =
      `Expected a body without Content-Encoding, got ${JSON.stringify(shown(encoding))}: ` +
      'send the JSON as it is, without compressing it.';
    // RFC 9110, section 12.5.3: it tells which encodings would have been accepted.
    void reply
      .code(415)
      .header('accept-encoding', 'identity')
      .send(errorBody('BAD_REQUEST', message, request.id));
  });
}
