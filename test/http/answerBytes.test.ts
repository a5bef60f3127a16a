import { createHash } from 'node:crypto';
import zlib, { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { fastify, type FastifyInstance } from 'fastify';
import { AnswerBytes, type Encoding } from '../../src/http/answerBytes.js';
import { isNotModified } from '../../src/http/notModified.js';

const TEXT = JSON.stringify({
  data: { stocks: Array.from({ length: 200 }, (_, k) => ({ ticker: `T${k} ₹` })) },
});

const decode = (bytes: Buffer, encoding: Encoding | null): string =>
  (encoding === 'br'
    ? brotliDecompressSync(bytes)
    : encoding === 'gzip'
      ? gunzipSync(bytes)
      : bytes
  ).toString();

describe('the bytes of an answer', () => {
  test.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['identity', null],
    [undefined, null],
  ] as const)('say the same whatever is accepted: %s', async (accepted, encoding) => {
    const answer = await new AnswerBytes(TEXT).encodedFor(accepted);
    expect(answer.encoding).toBe(encoding);
    expect(decode(answer.bytes, encoding)).toBe(TEXT);
    if (encoding !== null) expect(answer.bytes.length).toBeLessThan(Buffer.byteLength(TEXT) / 2);
  });

  test('are encoded once however many ask at the same time, and all encodings count', async () => {
    const answer = new AnswerBytes(TEXT);
    expect(answer.size).toBe(Buffer.byteLength(TEXT));
    const asked = await Promise.all(Array.from({ length: 20 }, () => answer.encodedFor('gzip')));
    expect(new Set(asked.map(({ bytes }) => bytes)).size).toBe(1);
    const gzip = asked[0]?.bytes.length ?? 0;
    expect(answer.size).toBe(Buffer.byteLength(TEXT) + gzip);
    const br = await answer.encodedFor('br');
    await answer.encodedFor('gzip');
    expect(answer.size).toBe(Buffer.byteLength(TEXT) + gzip + br.bytes.length);
    expect((await answer.encodedFor(undefined)).bytes).toBe(answer.plain);
  });

  test('are encoded for the next request if encoding failed', async () => {
    jest.resetModules();
    const gzip = jest.fn(zlib.gzip as unknown as (...given: unknown[]) => void);
    gzip.mockImplementationOnce((...given) =>
      (given.at(-1) as (error: Error) => void)(new Error('no memory')),
    );
    jest.unstable_mockModule('node:zlib', () => ({ ...zlib, gzip }));
    const mocked = await import('../../src/http/answerBytes.js');
    jest.unstable_unmockModule('node:zlib');
    const answer = new mocked.AnswerBytes(TEXT);
    await expect(answer.encodedFor('gzip')).rejects.toThrow('no memory');
    expect(answer.size).toBe(answer.plain.length);
    expect(decode((await answer.encodedFor('gzip')).bytes, 'gzip')).toBe(TEXT);
    expect(gzip).toHaveBeenCalledTimes(2);
  });

  test('hold no more memory than they count', async () => {
    const answer = new AnswerBytes(TEXT);
    const kept = [
      answer.plain,
      (await answer.encodedFor('gzip')).bytes,
      (await answer.encodedFor('br')).bytes,
    ];
    kept.push(new AnswerBytes('{"data":{}}').plain);
    for (const bytes of kept) expect(bytes.buffer.byteLength).toBe(bytes.length);
  });

  test('of up to 1,024 are sent plain, unless plain is refused', () => {
    const small = new AnswerBytes('x'.repeat(1024));
    expect(small.encodingFor('br, gzip')).toBeNull();
    expect(small.encodingFor('gzip, identity; q=0')).toBe('gzip');
    expect(small.encodingFor('br, *;q=0')).toBe('br');
    expect(small.encodingFor('br, identity;q=0.1')).toBeNull();
    expect(new AnswerBytes('x'.repeat(1025)).encodingFor('br, gzip')).toBe('br');
    // Each of these is three bytes.
    expect(new AnswerBytes('₹'.repeat(342)).encodingFor('gzip')).toBe('gzip');
  });
});

describe('the encoding of an answer', () => {
  const answer = new AnswerBytes(TEXT);

  test.each([
    ['', null],
    ['*', 'br'],
    ['deflate, zstd', null],
    ['GZip', 'gzip'],
    ['gzip;q=0', null],
    ['gzip;q=0.000, br;q=0.001', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['gzip;q=0.5, br;q=0.5', 'br'],
    ['identity, gzip;q=0.5', null],
    ['identity;q=0.5, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*, br;q=0', 'gzip'],
    ['br ; q=0 , * ; q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0, *', null],
    ['*;q=0', null],
    ['gzip, *;q=0', 'gzip'],
    ['identity;q=0', null],
    ['identity;q=0, *', 'br'],
    ['gzip;q=0.1, identity;q=0', 'gzip'],
    ['br;q=2;q=;;, ,=', 'br'],
  ])('for %j is %j', (accepted, encoding) => {
    expect(answer.encodingFor(accepted)).toBe(encoding);
  });

  test('is the best of those accepted, for any header', () => {
    const coding = fc.constantFrom('br', 'gzip', 'identity', 'deflate', '*');
    const weights = fc.uniqueArray(fc.tuple(coding, fc.constantFrom(0, 0.2, 0.5, 1)), {
      selector: ([name]) => name,
      minLength: 1,
    });
    fc.assert(
      fc.property(weights, (entries) => {
        const weightOf = new Map<string, number>(entries);
        // RFC 9110, 12.5.3; unlisted, plain is what remains.
        const weigh = (name: string): number => weightOf.get(name) ?? weightOf.get('*') ?? 0;
        const [br, gzip, plain] = [weigh('br'), weigh('gzip'), weigh('identity')];
        const best = Math.max(br, gzip, plain);
        const expected = best === 0 ? null : br === best ? 'br' : gzip === best ? 'gzip' : null;
        const header = entries.map(([name, q]) => (q === 1 ? name : `${name};q=${q}`)).join(', ');
        expect(answer.encodingFor(header)).toBe(expected);
      }),
    );
  });
});

describe('the ETag of an answer', () => {
  test('is the hash of the plain bytes in quotes, with the encoding behind it', () => {
    const hash = createHash('sha256').update(TEXT).digest('base64url');
    const answer = new AnswerBytes(TEXT);
    expect(answer.etag).toBe(`"${hash}"`);
    expect(answer.etagOf(null)).toBe(`"${hash}"`);
    expect(answer.etagOf('br')).toBe(`"${hash}-br"`);
    expect(answer.etagOf('gzip')).toBe(`"${hash}-gzip"`);
    expect(new AnswerBytes(TEXT).etag).toBe(answer.etag);
    expect(new AnswerBytes(`${TEXT} `).etag).not.toBe(answer.etag);
  });
});

describe('If-None-Match', () => {
  test.each([
    [undefined, '"a"', false],
    ['', '"a"', false],
    ['"a"', '"a"', true],
    ['"b"', '"a"', false],
    ['W/"a"', '"a"', true],
    ['"a"', 'W/"a"', true],
    ['"b", W/"a" , "c"', '"a"', true],
    ['"b","a"', '"a"', true],
    ['"x,a"', '"a"', false],
    ['"x,a"', '"x,a"', true],
    ['a', '"a"', false],
    ['"a-br"', '"a"', false],
    ['"A"', '"a"', false],
    ['*', '"a"', true],
    [' * ', '"a"', true],
    ['"*"', '"a"', false],
  ])('%j against %j: %j', (header, etag, expected) => {
    expect(isNotModified(header, etag)).toBe(expected);
  });
});

describe('over HTTP', () => {
  const open: FastifyInstance[] = [];
  afterEach(async () => {
    for (const app of open.splice(0)) await app.close();
  });

  test('an answer is decoded to what it was, and is not sent again to a client that has it', async () => {
    const answer = new AnswerBytes(TEXT);
    const app = fastify();
    open.push(app);
    app.get('/', async (request, reply) => {
      const { bytes, encoding } = await answer.encodedFor(request.headers['accept-encoding']);
      const etag = answer.etagOf(encoding);
      void reply.header('etag', etag).type('application/json; charset=utf-8');
      if (isNotModified(request.headers['if-none-match'], etag)) return reply.code(304).send();
      if (encoding !== null) void reply.header('content-encoding', encoding);
      return reply.send(bytes);
    });
    const tags = new Set<string>();
    for (const encoding of ['br', 'gzip', null] as const) {
      const accepted = encoding ?? 'identity';
      const first = await app.inject({ url: '/', headers: { 'accept-encoding': accepted } });
      expect(first.headers['content-encoding']).toBe(encoding ?? undefined);
      expect(Number(first.headers['content-length'])).toBe(first.rawPayload.length);
      expect(decode(first.rawPayload, encoding)).toBe(TEXT);
      const etag = String(first.headers['etag']);
      tags.add(etag);
      const again = await app.inject({
        url: '/',
        headers: { 'accept-encoding': accepted, 'if-none-match': `"other", W/${etag}` },
      });
      expect(again.statusCode).toBe(304);
      expect(again.rawPayload).toHaveLength(0);
    }
    expect(tags.size).toBe(3);
  });
});
