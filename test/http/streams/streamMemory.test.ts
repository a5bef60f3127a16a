import { request as httpRequest } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { callerAt } from '../../../src/access/caller.js';
import { identifyCallers } from '../../../src/http/callers/identifyCallers.js';
import { serveLive } from '../../../src/http/serveLive.js';
import { LIMITS } from '../../support/http/liveApp.js';
import { eventually } from '../../support/time/eventually.js';

test('an open stream does not keep the body that asked for it', async () => {
  const app = fastify();
  identifyCallers(app, { addressOf: () => '', callerOf: () => callerAt('') });
  const bodies: WeakRef<object>[] = [];
  app.addHook('preHandler', async ({ body }) => void bodies.push(new WeakRef(body as object)));
  const live = await serveLive(app, {
    start: () => ({ resume: () => undefined, stop: () => undefined }),
    isReady: () => true,
    addressOf: () => '',
    faultOf: () => null,
    accessOf: async () => ({ caller: callerAt(''), isValid: () => true }),
    trustedHosts: [],
    allowedOrigins: [],
    limits: LIMITS,
  });
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const asked = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/graphql/stream',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
  });
  asked.on('error', () => undefined);
  asked.end(JSON.stringify({ query: 'subscription { a }', variables: { large: 'x'.repeat(1_000) } }));
  await eventually(() => live.counts.streams === 1 && bodies.length === 1);

  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  await eventually(() => {
    collect();
    return bodies[0].deref() === undefined;
  });
  expect(live.counts.streams).toBe(1);
  asked.destroy();
  await eventually(() => live.counts.streams === 0);
  await app.close();
});
