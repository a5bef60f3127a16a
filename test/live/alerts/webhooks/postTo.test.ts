/** Requests to webhooks: where they go, what counts as an answer, and what is told of a failure. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { postTo, type PostOptions } from '../../../../src/live/alerts/webhooks/postTo.js';
import { freePort } from '../../../support/network/freePort.js';
import { makeCertificate } from '../../../support/network/certificate.js';
import { remove, temporaryFolder } from '../../../support/temporaryFolder.js';
import { Receiver } from './receiver.js';

let receiver: Receiver;
let folder: string;
const raw: Server[] = [];
const sockets = new Set<Socket>();
beforeAll(async () => void (folder = await temporaryFolder()));
beforeEach(async () => void (receiver = await Receiver.start()));
afterEach(async () => {
  await receiver.stop();
  for (const socket of sockets) socket.destroy();
  for (const server of raw.splice(0)) server.close();
});
afterAll(() => remove(folder));

const PUBLIC = '93.184.215.14';
const never = new AbortController().signal;

const settingsFor = (port: number, ...allowedHosts: string[]) => ({ ports: [443, port], allowedHosts });

/** Sends one request, and returns how it failed; null: it did not. */
async function failure(
  url: string,
  options: Partial<PostOptions> = {},
  signal = never,
): Promise<string | null> {
  const settings = settingsFor(Number(new URL(url).port || 443), 'localhost');
  const body = '{"value":1}';
  return postTo({ url, headers: {}, body }, { settings, timeoutMs: 400, ...options }, signal).then(
    () => null,
    (error: Error) => error.message,
  );
}

/** Starts a server that does with each connection as it is told. */
async function rawServer(serve: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  raw.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

describe('an answer', () => {
  test.each([200, 201, 202, 204, 299])('of status %i is a success', async (status) => {
    receiver.status(status);
    expect(await failure(`http://localhost:${receiver.port}/`)).toBeNull();
    expect(receiver.received).toHaveLength(1);
  });

  test.each([300, 304, 400, 404, 410, 429, 500, 503])('of status %i is a failure', async (status) => {
    receiver.status(status);
    expect(await failure(`http://localhost:${receiver.port}/`)).toBe(`HTTP ${status}`);
  });

  test.each([301, 302, 303, 307, 308])('of status %i is not followed', async (status) => {
    const other = await Receiver.start();
    receiver.status(status, { Location: `http://localhost:${other.port}/` });
    const settings = { ports: [receiver.port, other.port], allowedHosts: ['localhost'] };
    expect(await failure(`http://localhost:${receiver.port}/`, { settings })).toBe(`HTTP ${status}`);
    expect(other.received).toEqual([]);
    await other.stop();
  });

  test.each([
    ['that never comes', () => undefined, 'timeout'],
    ['whose headers never end', (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nX: '), 'timeout'],
    ['that is no HTTP', (socket: Socket) => void socket.end('220 mail.example ESMTP\r\n'), 'no HTTP'],
    [
      'with headers without end',
      (socket: Socket) => void socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`),
      'no HTTP',
    ],
    ['that breaks off', (socket: Socket) => void socket.destroy(), 'connection lost'],
    [
      'that changes the protocol',
      (socket: Socket) =>
        void socket.write('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
      'HTTP 101',
    ],
    [
      'that begins for ever',
      (socket: Socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      },
      'timeout',
    ],
    [
      'with a text of its own',
      (socket: Socket) => void socket.end('HTTP/1.1 500 root:x:0:0 SECRET\r\nX-Why: SECRET\r\n\r\nSECRET'),
      'HTTP 500',
    ],
  ])('%s fails within its time', async (_, serve: (socket: Socket) => void, expected) => {
    const url = await rawServer((socket) => {
      socket.once('data', () => serve(socket));
    });
    const before = performance.now();
    expect(await failure(url)).toBe(expected);
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  test.each([
    ['slow', 1],
    ['huge', 1_000_000],
  ])('with a %s body is not read to its end', async (_, bytes) => {
    let written = 0;
    const closed = new Promise<void>((resolve) => {
      receiver.answer = (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(Buffer.alloc(bytes), () => (written += bytes)), 5);
        response.on('close', () => {
          clearInterval(timer);
          resolve();
        });
      };
    });
    const before = performance.now();
    expect(await failure(`http://localhost:${receiver.port}/`, { timeoutMs: 5_000 })).toBeNull();
    await closed;
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(written).toBeLessThan(20_000_000);
  });
});

describe('without an answer', () => {
  test('the class of the failure is told', async () => {
    expect(await failure(`http://localhost:${await freePort()}/`)).toBe('connection refused');
    expect(
      await failure('https://nothing.invalid/', { resolve: () => Promise.reject(new Error('ENOTFOUND')) }),
    ).toBe('name not found');
    expect(await failure('https://nothing.invalid/', { resolve: () => Promise.resolve([]) })).toBe(
      'name not found',
    );
    expect(await failure('https://slow.invalid/', { resolve: () => new Promise(() => undefined) })).toBe(
      'timeout',
    );
  });

  test('a worker that stops gives up at once, and no failure is told', async () => {
    const stopping = new AbortController();
    receiver.answer = () => stopping.abort(new Error('stopping'));
    const url = `http://localhost:${receiver.port}/`;
    expect(await failure(url, { timeoutMs: 60_000 }, stopping.signal)).toBe('stopping');
    expect(await failure(url, { timeoutMs: 60_000 }, stopping.signal)).toBe('stopping');
    expect(receiver.received).toHaveLength(1);
  });
});

describe('an address that is not of the public internet', () => {
  const to = (...addresses: string[]) => {
    let asked = 0;
    const resolve = () => {
      asked++;
      return Promise.resolve(addresses);
    };
    return { resolve, asked: () => asked };
  };

  test.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    [PUBLIC, '127.0.0.1'],
    ['2606:4700::1111', 'fd00::1'],
    ['nonsense'],
  ])('is refused: %s %s', async (...addresses) => {
    const { port } = receiver;
    const { resolve, asked } = to(...addresses);
    expect(await failure(`https://rebind.example:${port}/`, { resolve, settings: settingsFor(port) })).toBe(
      'address refused',
    );
    expect(asked()).toBe(1);
    expect(receiver.received).toEqual([]);
  });

  test.each([
    'https://127.0.0.1',
    'https://[::1]',
    'https://localhost',
    'http://example.com',
    'https://2130706433',
  ])('is refused in %s, also where the webhook was made before that was so', async (base) => {
    const { port } = receiver;
    expect(await failure(`${base}:${port}/`, { settings: settingsFor(port) })).toBe('address refused');
  });

  test('is reached where its host is allowed by name', async () => {
    const { port } = receiver;
    const { resolve } = to('127.0.0.1');
    const settings = settingsFor(port, 'intranet.example');
    expect(await failure(`http://intranet.example:${port}/x`, { resolve, settings })).toBeNull();
    expect(receiver.received[0].headers.host).toBe(`intranet.example:${port}`);
    expect(await failure(`http://other.example:${port}/x`, { resolve, settings })).toBe('address refused');
  });

  test('is not reached by a name that leads elsewhere when it is asked for again', async () => {
    const { port } = receiver;
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let asked = 0;
    const resolve = () => Promise.resolve(answers[asked++]);
    const settings = settingsFor(port, 'rebind.example');
    expect(await failure(`http://rebind.example:${port}/`, { resolve, settings })).toBeNull();
    expect([asked, receiver.received.length]).toEqual([1, 1]);
  });
});

describe('TLS', () => {
  const files = async (called: string, options: { readonly host?: string; readonly days?: number } = {}) => {
    const { certificate, key } = await makeCertificate({ folder, called, ...options });
    return { cert: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') };
  };
  const sentTo = async (
    tls: { readonly cert: string; readonly key: string },
    ca?: string,
    host = 'localhost',
  ) => {
    const server = await Receiver.start(tls);
    const told = await failure(`https://${host}:${server.port}/`, {
      ...(ca !== undefined && { ca }),
      timeoutMs: 2_000,
    });
    await server.stop();
    return [told, server.received.length];
  };

  test('is checked: who signed the certificate, for which host, and until when', async () => {
    const good = await files('good');
    expect(await sentTo(good, good.cert)).toEqual([null, 1]);
    expect(await sentTo(good, good.cert, 'localhost.')).toEqual([null, 1]);
    expect(await sentTo(good)).toEqual(['TLS failed', 0]);
    const other = await files('other', { host: 'other.example' });
    expect(await sentTo(other, other.cert)).toEqual(['TLS failed', 0]);
    const old = await files('old', { days: -1 });
    expect(await sentTo(old, old.cert)).toEqual(['TLS failed', 0]);
  });

  test('is needed', async () => {
    expect(await failure(`https://localhost:${receiver.port}/`)).toBe('TLS failed');
  });

  test('is checked also where the environment says otherwise', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await sentTo(await files('any'))).toEqual(['TLS failed', 0]);
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });
});
