import type { FastifyInstance } from 'fastify';
import { errorBody } from './errorBody.js';
import { shown } from '../shown.js';

const PATH = '/graphql';

/**
 * Answers requests that were meant to open a socket, but lost what makes them an upgrade on their way, with 426. Most
 * proxies drop the headers Upgrade and Connection, or ask by HTTP/1.0, unless they are told otherwise.
 */
export function refuseLostUpgrades(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { headers, method, query, routeOptions, raw } = request;
    if (method !== 'GET' || routeOptions.url !== PATH) return done();
    const { upgrade, connection = '' } = headers;
    const isMeant =
      headers['sec-websocket-key'] !== undefined ||
      /^websocket$/i.test(upgrade ?? '') ||
      // Some proxies send this Connection header with each request, so that it alone says little.
      (upgrade === undefined && /(^|[\s,])upgrade\b/i.test(connection) && !hasDocument(query));
    if (!isMeant) return done();
    const message =
      `Expected the upgrade of a WebSocket ("Connection: Upgrade" and "Upgrade: websocket" over HTTP/1.1), got ` +
      `"Connection: ${shown(connection)}" and ${upgrade === undefined ? 'no Upgrade' : `"Upgrade: ${shown(upgrade)}"`} ` +
      `over HTTP/${raw.httpVersion}: a proxy on the way drops them; let it pass both headers on.`;
    void reply
      .code(426)
      .headers({ connection: 'Upgrade, close', upgrade: 'websocket' })
      .send(errorBody('BAD_REQUEST', message, request.id));
  });
}

const hasDocument = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && ('query' in query || 'extensions' in query);
