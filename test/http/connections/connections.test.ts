/** Connections that are slow, idle or too many: they end, and others are served meanwhile. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { ConnectionLimits } from '../../../src/http/connections/connectionLimits.js';
import { appWith, closeApps } from '../../support/http/app.js';
import { endRawClients, RawClient, requestOf } from '../../support/network/rawClient.js';
import { eventually } from '../../support/time/eventually.js';

afterEach(async () => {
  endRawClients();
  await closeApps();
});

const LIMITS: ConnectionLimits = {
  connections: 1_000,
  connectionsPerCaller: 500,
  headersTimeoutMs: 60_000,
  bodyTimeoutMs: 60_000,
  minBytesPerSecond: 1_000,
  slowClientMs: 60_000,
  drainMs: 60_000,
};
const BODY = JSON.stringify({ query: '{ greeting }' });
const HEALTH = requestOf('/health/live');

interface Listening {
  readonly app: FastifyInstance;
  readonly client: (localAddress?: string) => Promise<RawClient>;
  /** How many requests began so far. */
  readonly requests: () => number;
}

/** @param prepare adds routes or hooks before the app listens */
async function listening(
  limits: Partial<ConnectionLimits>,
  prepare: (app: FastifyInstance) => void = () => undefined,
  trustedProxies: readonly string[] = [],
): Promise<Listening> {
  const app = await appWith({ connections: { ...LIMITS, ...limits }, trustedProxies });
  prepare(app);
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  let requests = 0;
  app.server.on('request', () => requests++);
  const client = (localAddress?: string) => RawClient.connect(port, localAddress);
  return { app, client, requests: () => requests };
}

/** An app whose requests are answered when they are released; with `?held` in their address, those of other routes too. */
async function holding(limits: Partial<ConnectionLimits>) {
  let release: () => void = () => undefined;
  let held = 0;
  const released = new Promise<void>((resolve) => (release = resolve));
  const all = await listening(limits, (app) =>
    app.addHook('preHandler', async ({ url }) => {
      if (!/^\/graphql|\?held/.test(url)) return;
      held++;
      await released;
    }),
  );
  return { ...all, release, held: () => held };
}

/** An app with an answer that does not fit into what the system buffers. */
const withLarge = (limits: Partial<ConnectionLimits>) =>
  listening(limits, (app) => app.get('/large', async () => 'x'.repeat(32 * 2 ** 20)));

/** Sends the same text again and again, until the connection is closed. */
async function keepSending(client: RawClient, text: string, everyMs: number): Promise<void> {
  const timer = setInterval(() => client.send(text), everyMs);
  await client.closed;
  clearInterval(timer);
}

const refusal = (answer: string) => {
  const [head, body] = answer.split('\r\n\r\n');
  const { errors } = JSON.parse(body) as {
    errors: { message: string; extensions: { code: string; requestId: string } }[];
  };
  expect(head).toContain(`x-request-id: ${errors[0].extensions.requestId}`);
  return { code: errors[0].extensions.code, message: errors[0].message };
};

const head = (headers: Readonly<Record<string, string>>): string => requestOf('/graphql', headers, '');
const LENGTH = { 'Content-Length': '5000' };
const CHUNKED = { 'Transfer-Encoding': 'chunked' };
const chunkedHead = head(CHUNKED).replace(/Content-Length: 0\r\n/, '');

describe('a request that does not arrive', () => {
  test('is answered 408 and cut where its headers are slow', async () => {
    const { client } = await listening({ headersTimeoutMs: 100 });
    const slow = await client();
    slow.send('POST /graphql HTTP/1.1\r\nHost: localhost\r\n');
    await keepSending(slow, 'X-Filler: x\r\n', 10);
    expect(slow.statuses).toEqual([408]);
    expect(refusal(slow.received)).toEqual({
      code: 'BAD_REQUEST',
      message: 'Expected the headers of a request within 0.1 s, got a part of them: send them at once.',
    });
  });

  test('is not cut before its headers may be late, however short the time of unread answers is', async () => {
    const { app, client } = await listening({ slowClientMs: 20 });
    let timedOut = 0;
    app.server.on('timeout', () => timedOut++);
    const late = await client();
    await eventually(() => timedOut > 0);
    late.send(HEALTH);
    expect(await late.answers(1)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('is cut without an answer where nothing was sent', async () => {
    const { client } = await listening({ headersTimeoutMs: 100 });
    const silent = await client();
    await silent.closed;
    expect(silent.received).toBe('');
  });

  test.each([
    ['of a length, that pauses', head(LENGTH) + '{"query":', '', 10],
    ['of a length, in trickling bytes', head(LENGTH), ' ', 10],
    ['in chunks without an end, in trickling bytes', chunkedHead, '1\r\n \r\n', 20],
    ['in chunks, that pauses within one', `${chunkedHead}ff\r\n{`, '', 10],
    ['that was asked for by 100-continue', head({ ...LENGTH, Expect: '100-continue' }), ' ', 10],
    ['for an event stream', requestOf('/graphql/stream', LENGTH, ''), ' ', 10],
    ['of HTTP/1.0', head(LENGTH).replace('HTTP/1.1', 'HTTP/1.0'), ' ', 10],
  ])('is answered 408 and cut where its body is slow: %s', async (_what, start, then, everyMs) => {
    const { client } = await listening({ bodyTimeoutMs: 100, minBytesPerSecond: 10_000 });
    const slow = await client();
    slow.send(start);
    await keepSending(slow, then, everyMs);
    expect(slow.statuses.filter((status) => status !== 100)).toEqual([408]);
    expect(refusal(slow.received.slice(slow.received.indexOf('HTTP/1.1 408')))).toEqual({
      code: 'BAD_REQUEST',
      message:
        'Expected the whole body within 0.1 s, or 10000 bytes of it in each second without such a pause, got less: ' +
        'send it faster, or less in one request.',
    });
  });

  test('is cut where it was answered without its body', async () => {
    const { client } = await listening({ bodyTimeoutMs: 100 });
    const slow = await client();
    slow.send(head({ ...LENGTH, 'Content-Encoding': 'gzip' }));
    await keepSending(slow, ' ', 10);
    expect(slow.statuses).toEqual([415]);
  });

  test('is cut where nothing reads its body, and the process goes on', async () => {
    const { client, release } = await holding({ bodyTimeoutMs: 100 });
    const slow = await client();
    slow.send(requestOf('/health/live?held', LENGTH));
    await slow.closed;
    release();
    expect(slow.received).toBe('');
    const other = await client();
    other.send(HEALTH);
    await other.answers(1);
  });

  test('is answered where it is slow but steady', async () => {
    const { client } = await listening({ bodyTimeoutMs: 200, minBytesPerSecond: 50 });
    const steady = await client();
    const padded = BODY + ' '.repeat(200);
    const start = performance.now();
    steady.send(head({ 'Content-Length': String(padded.length) }));
    let sent = 0;
    const timer = setInterval(() => {
      steady.send(padded.slice(sent, sent + 4));
      sent += 4;
    }, 10);
    const answer = await steady.answers(1);
    clearInterval(timer);
    // More than twice as long as a body may take at any rate.
    expect(performance.now() - start).toBeGreaterThan(400);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('is nothing where its client closes its side in the middle', async () => {
    const { client } = await listening({});
    const half = await client();
    half.send(head(LENGTH));
    half.socket.end();
    await half.closed;
    expect(half.statuses).toEqual([400]);
  });

  test('is answered where its client closes its side after it', async () => {
    const { client } = await listening({});
    const half = await client();
    half.send(requestOf('/graphql', {}, BODY));
    half.socket.end();
    await half.closed;
    expect(half.statuses).toEqual([200]);
  });
});

describe('connections', () => {
  /** Connections that hold a part of a request. */
  const slowOnes = async (all: Listening, count: number, from?: string): Promise<RawClient[]> => {
    const clients = await Promise.all(Array.from({ length: count }, () => all.client(from)));
    const before = all.requests();
    // Behind a trusted proxy, each is of another caller.
    for (const [k, one] of clients.entries())
      one.send(head({ ...LENGTH, 'X-Forwarded-For': `192.0.2.${k}` }));
    await eventually(() => all.requests() >= before + count);
    return clients;
  };

  /** Connections whose requests are not answered until they are released. */
  const busyOnes = async (all: Awaited<ReturnType<typeof holding>>, count: number): Promise<void> => {
    const clients = await Promise.all(Array.from({ length: count }, () => all.client()));
    for (const one of clients) one.send(requestOf('/graphql', {}, BODY));
    await eventually(() => all.held() >= count);
  };

  test('of a caller above its limit are told so, and health is answered; others are served', async () => {
    const all = await holding({ connectionsPerCaller: 10 });
    await busyOnes(all, 10);
    const refused = await all.client();
    refused.send(requestOf('/graphql', {}, BODY));
    await refused.closed;
    expect(refused.statuses).toEqual([429]);
    expect(refused.received).toMatch(/^retry-after: 1\r$/m);
    expect(refusal(refused.received)).toEqual({
      code: 'RATE_LIMITED',
      message:
        'Expected at most 10 connections and unanswered requests of a caller, got one more: ' +
        'keep connections alive and use them again, or wait for answers.',
    });
    const probe = await all.client();
    probe.send(HEALTH);
    await probe.closed;
    expect(probe.statuses).toEqual([200]);
    const other = await all.client('127.0.0.2');
    other.send(requestOf('/'));
    expect(await other.answers(1)).toMatch(/^HTTP\/1\.1 302 /);
    all.release();
  });

  test('above the limit that send nothing do not keep health from being answered', async () => {
    const all = await holding({ connectionsPerCaller: 10 });
    await busyOnes(all, 10);
    const silent = await Promise.all(Array.from({ length: 300 }, () => all.client()));
    await eventually(() => silent.filter(({ isClosed }) => !isClosed).length <= 8);
    const probe = await all.client();
    probe.send(HEALTH);
    await probe.closed;
    expect(probe.statuses).toEqual([200]);
    all.release();
  });

  test('that are incomplete make room for others of their caller', async () => {
    const all = await listening({ connectionsPerCaller: 10 });
    const slow = await slowOnes(all, 10);
    await eventually(async () => {
      const next = await all.client();
      next.send(requestOf('/graphql', {}, BODY));
      return (await next.answers(1)).startsWith('HTTP/1.1 200 ');
    });
    expect(slow.filter(({ isClosed }) => isClosed)).toHaveLength(1);
  });

  test('that are idle make room for others', async () => {
    const all = await listening({ connectionsPerCaller: 2 });
    const [first, second] = [await all.client(), await all.client()];
    for (const one of [first, second]) {
      one.send(HEALTH);
      await one.answers(1);
    }
    await eventually(async () => {
      const next = await all.client();
      next.send(requestOf('/graphql', {}, BODY));
      return /^HTTP\/1\.1 200 /.test(await next.answers(1));
    });
    await eventually(() => first.isClosed || second.isClosed);
  });

  test('of a full server make room for a caller that has fewer', async () => {
    const all = await listening({ connections: 20 });
    const slow = await slowOnes(all, 20);
    let answer = '';
    await eventually(async () => {
      const other = await all.client('127.0.0.2');
      other.send(requestOf('/graphql', {}, BODY));
      answer = await other.answers(1);
      return answer.startsWith('HTTP/1.1 200 ');
    });
    expect(slow.filter(({ isClosed }) => isClosed)).toHaveLength(1);
  });

  test('of a full server are told so, and health is answered', async () => {
    const all = await listening({ connections: 4, connectionsPerCaller: 1 });
    for (let k = 1; k <= 4; k++) await slowOnes(all, 1, `127.0.0.${k + 1}`);
    const refused = await all.client('127.0.0.9');
    refused.send(requestOf('/graphql', {}, BODY));
    await refused.closed;
    expect(refused.statuses).toEqual([503]);
    expect(refusal(refused.received).code).toBe('OVERLOADED');
    const probe = await all.client('127.0.0.9');
    probe.send(requestOf('/health/ready'));
    await probe.closed;
    expect(probe.statuses).toEqual([200]);
  });

  test('of a trusted proxy have no limit of a caller, and keep their places', async () => {
    const all = await listening({ connections: 6, connectionsPerCaller: 2 }, undefined, ['127.0.0.2']);
    const ofProxy = await slowOnes(all, 5, '127.0.0.2');
    const ofCaller = await slowOnes(all, 1, '127.0.0.3');
    const refused = await all.client('127.0.0.4');
    refused.send(requestOf('/graphql', {}, BODY));
    await refused.closed;
    expect(refused.statuses).toEqual([503]);
    expect([...ofProxy, ...ofCaller].filter(({ isClosed }) => isClosed)).toEqual([]);
  });

  test('count no more once they are closed', async () => {
    const all = await listening({ connectionsPerCaller: 2 });
    for (let round = 0; round < 5; round++) {
      const clients = await slowOnes(all, 2);
      for (const { socket } of clients) socket.destroy();
      await eventually(async () => {
        const next = await all.client();
        next.send(requestOf('/graphql', { Connection: 'close' }, BODY));
        await next.closed;
        return next.statuses[0] === 200;
      });
    }
  });

  test('carry so many unanswered requests of a caller, and not more', async () => {
    const all = await holding({ connectionsPerCaller: 3 });
    const pipelining = await all.client();
    pipelining.send(requestOf('/graphql', {}, BODY).repeat(5));
    const other = await all.client('127.0.0.2');
    other.send(requestOf('/graphql', {}, BODY));
    all.release();
    expect(await other.answers(1)).toMatch(/^HTTP\/1\.1 200 /);
    await pipelining.closed;
    // The first refusal ends the connection.
    expect(pipelining.statuses).toEqual([200, 200, 200, 429]);
  });
});

describe('an answer', () => {
  test('that is not read is cut', async () => {
    const { app, client } = await withLarge({ slowClientMs: 100 });
    const deaf = await client();
    deaf.socket.pause();
    deaf.send(requestOf('/large'));
    await eventually(async () => (await connectionsOf(app)) === 0);
  });

  test('that is read byte by byte is cut', async () => {
    const { app, client } = await withLarge({ slowClientMs: 100, minBytesPerSecond: 100_000_000 });
    const slow = await client();
    slow.socket.pause();
    const timer = setInterval(() => slow.socket.read(1), 10);
    slow.send(requestOf('/large'));
    await eventually(async () => (await connectionsOf(app)) === 0);
    clearInterval(timer);
  });

  test('that takes its time is not cut', async () => {
    const { app, client, release, held } = await holding({ slowClientMs: 50 });
    let timedOut = 0;
    app.server.on('timeout', () => {
      if (held() > 0) timedOut++;
    });
    const patient = await client();
    patient.send(requestOf('/graphql', {}, BODY));
    await eventually(() => timedOut > 0);
    release();
    expect(await patient.answers(1)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

const connectionsOf = ({ server }: FastifyInstance): Promise<number> =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

describe('close()', () => {
  test.each([
    ['a body', head(LENGTH)],
    ['a body in chunks', `${chunkedHead}5\r\n12345\r\n`],
    ['headers', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n'],
    ['headers of a second request', `${HEALTH}GET / HTTP/1.1\r\nHost`],
  ])('cuts %s that is not whole after its time', async (_what, text) => {
    const { app, client } = await listening({ drainMs: 100 });
    const slow = await client();
    slow.send(text);
    // By its answer, the server has read what came before.
    const other = await client();
    other.send(HEALTH);
    await other.answers(1);
    await app.close();
    await slow.closed;
  });

  test('cuts an answer that is not read', async () => {
    const { app, client } = await withLarge({ drainMs: 100 });
    const deaf = await client();
    deaf.socket.pause();
    deaf.send(requestOf('/large'));
    await eventually(async () => (await connectionsOf(app)) === 1);
    await app.close();
    expect(await connectionsOf(app)).toBe(0);
  });

  test('lets requests that are whole end', async () => {
    const { app, client, release, held } = await holding({ drainMs: 10 });
    const [asking, slow] = [await client(), await client()];
    asking.send(requestOf('/graphql', {}, BODY));
    slow.send(head(LENGTH));
    await eventually(() => held() > 0);
    const closed = app.close();
    await slow.closed;
    release();
    await closed;
    expect(asking.statuses).toEqual([200]);
  });
});
