import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { appWith, closeApps } from '../support/http/app.js';

afterEach(closeApps);

/** Resolves with the status, or rejects where the connection is refused or cut. */
const ask = (port: number, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ port, agent, path: '/health/live' }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', reject);
  });

test('close() ends connections that are kept alive, also if requests keep arriving over them', async () => {
  const app = await appWith();
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(port, agent)).toBe(200);
  const asking = (async () => {
    for (;;) {
      await ask(port, agent);
    }
  })().catch(() => 'refused');
  const closed = app.close().then(() => 'closed');
  // Kept alive, it would stay for 72 s.
  const late = new Promise((resolve) => setTimeout(resolve, 20_000, 'still open').unref());
  expect(await Promise.race([closed, late])).toBe('closed');
  expect(await asking).toBe('refused');
  agent.destroy();
}, 40_000);

test('close() ends connections over which no request was sent', async () => {
  const app = await appWith();
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const socket = connect(port, '127.0.0.1');
  const ended = once(socket, 'close');
  await once(socket, 'connect');
  // By the answer to another one the server has taken it.
  expect(await ask(port, new Agent())).toBe(200);
  await app.close();
  await ended;
  expect(socket.destroyed).toBe(true);
});
