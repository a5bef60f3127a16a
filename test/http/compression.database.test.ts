/** How answers travel: compressed, asked for again by their ETag, kept by clients. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { Database } from '../../src/database/database.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, FORMER, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { apiOver, closeApis, get, post, refusalOf, type TestApi } from '../support/http/api.js';

let database: Database;
let api: TestApi;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  await database.pool.query(
    `INSERT INTO bars (stock_id, day, recorded_in, source, open, high, low, close, volume)
     SELECT stocks.id, DATE '2023-10-01' + n, 1, 'PRIMARY', 90 + n % 17, 95 + n % 17, 88 + n % 17,
       91.25 + n % 17, 1000 + 37 * n
     FROM stocks, generate_series(1, 300) AS n WHERE ticker = $1`,
    [SPLIT],
  );
}, 60_000);
beforeEach(async () => {
  api = await apiOver(database);
});
afterEach(closeApis);
afterAll(closeTestDatabases);

const BARS = `{ stock(ticker: "${SPLIT}") { bars(first: 260) { nodes { date open high low close volume } } } }`;
const SMALL = '{ method { name } }';
const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync } as const;
const vary = ({ headers }: LightMyRequestResponse) => String(headers['vary']).split(/, */);

describe('compression', () => {
  test.each(['gzip', 'br'] as const)('by %s gives the same bytes, fewer of them', async (encoding) => {
    const plain = await post(api, BARS);
    const headers = { 'accept-encoding': encoding };
    for (const cache of ['hit', 'hit']) {
      const response = await post(api, BARS, { headers });
      expect(response.headers).toMatchObject({ 'content-encoding': encoding, 'x-greyoak-cache': cache });
      expect(response.headers['content-length']).toBe(String(response.rawPayload.length));
      expect(vary(response)).toContain('Accept-Encoding');
      expect(DECODERS[encoding](response.rawPayload).toString()).toBe(plain.payload);
      expect(response.rawPayload.length).toBeLessThan(0.4 * plain.rawPayload.length);
    }
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(vary(plain)).toContain('Accept-Encoding');
  });

  test.each(['gzip', 'br'] as const)('by %s serves the first request, too', async (encoding) => {
    const response = await post(api, BARS, { headers: { 'accept-encoding': encoding } });
    expect(response.headers).toMatchObject({ 'content-encoding': encoding, 'x-greyoak-cache': 'miss' });
    const text = DECODERS[encoding](response.rawPayload).toString();
    expect(
      (JSON.parse(text) as { data: { stock: { bars: { nodes: unknown[] } } } }).data.stock.bars.nodes,
    ).toHaveLength(260);
    expect(text).toBe((await post(api, BARS)).payload);
  });

  test('begins above 1,024 bytes', async () => {
    // The name of the alias makes up the size.
    const sized = async (size: number) => {
      const query = (alias: string) => `{ ${alias}: method { name } }`;
      const { length } = (await post(api, query('a'))).rawPayload;
      return post(api, query('a'.repeat(size - length + 1)), { headers: { 'accept-encoding': 'gzip' } });
    };
    const [at, above] = [await sized(1024), await sized(1025)];
    expect(at.rawPayload).toHaveLength(1024);
    expect(at.headers['content-encoding']).toBeUndefined();
    expect(above.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(above.rawPayload)).toHaveLength(1025);
  });

  test('is left out where the caller does not name an encoding that is known', async () => {
    const response = await post(api, BARS, { headers: { 'accept-encoding': 'zstd, identity' } });
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.json()).toHaveProperty('data.stock.bars');
  });
});

describe('an ETag', () => {
  test('spares the answer that the caller has', async () => {
    const first = await get(api, SMALL);
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const tags of [etag, `"other", W/${etag}`]) {
      const again = await get(api, SMALL, { headers: { 'if-none-match': tags } });
      expect([again.statusCode, again.payload, again.headers['etag']]).toEqual([304, '', etag]);
    }
    const other = await get(api, SMALL, { headers: { 'if-none-match': '"other"' } });
    expect([other.statusCode, other.payload, other.headers['etag']]).toEqual([200, first.payload, etag]);
  });

  test('spares an answer that is not kept here', async () => {
    const etag = String((await get(api, SMALL)).headers['etag']);
    const other = await apiOver(database, { CACHE_BYTES: '0' });
    const again = await get(other, SMALL, { headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.payload, again.headers['x-greyoak-cache']]).toEqual([304, '', 'miss']);
  });

  test('is another one in each encoding', async () => {
    const tags = new Set<unknown>();
    for (const encoding of ['identity', 'gzip', 'br']) {
      const response = await get(api, BARS, { headers: { 'accept-encoding': encoding } });
      expect(response.headers['content-encoding'] ?? 'identity').toBe(encoding);
      tags.add(response.headers['etag']);
    }
    expect(tags.size).toBe(3);
  });

  test('changes when the facts change', async () => {
    const query = `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { volume } } } }`;
    const etag = String((await get(api, query)).headers['etag']);
    await database.pool.query(
      `WITH imported AS (INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
         SELECT max(id) + 1, 'prices', 'prices.csv', 1, 0, 1, 0, 0 FROM batches)
       UPDATE bars SET volume = volume + 1 WHERE day = $1`,
      [NEWEST],
    );
    const ask = () => get(api, query, { headers: { 'if-none-match': etag } });
    let response = await ask();
    await eventually(async () => (response = await ask()).statusCode !== 304);
    expect(response.statusCode).toBe(200);
    expect(response.headers['etag']).not.toBe(etag);
    // 30 on that day (store.ts), and one more.
    expect(response.json()).toMatchObject({ data: { stock: { bars: { nodes: [{ volume: 31 }] } } } });
  });

  test('does not spare a refusal: what is refused was never had', async () => {
    const response = await get(api, '{ nothing }', { headers: { 'if-none-match': '*' } });
    expect(refusalOf(response)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test('leaves no type to an answer without a body', async () => {
    await get(api, SMALL);
    const again = await get(api, SMALL, { headers: { 'if-none-match': '*' } });
    expect([again.statusCode, again.headers['content-type']]).toEqual([304, undefined]);
  });
});

describe('what clients may keep', () => {
  const stock = (fields: string) => `{ stock(ticker: "${SPLIT}") { ${fields} } }`;
  const IMMUTABLE = 'public, max-age=3600, immutable';

  test.each([
    ['of a closed session', stock(`score(mode: TRADER, on: "${FORMER}") { value }`), IMMUTABLE],
    ['of stocks of a closed session', `{ stocks(on: "${FORMER}") { nodes { ticker } } }`, IMMUTABLE],
    ['up to a closed session', stock(`bars(to: "${FORMER}") { nodes { close } }`), IMMUTABLE],
    ['of the newest session', stock(`score(mode: TRADER, on: "${NEWEST}") { value }`), 'no-cache'],
    ['of a session that is not named', stock('score(mode: TRADER) { value }'), 'no-cache'],
    [
      'of a closed session and of one that is not named',
      stock(`score(mode: TRADER, on: "${FORMER}") { value } bars { nodes { close } }`),
      'no-cache',
    ],
    [
      'of a closed session and of today',
      `{ stocks(on: "${FORMER}") { nodes { ticker } } method { name } }`,
      'no-cache',
    ],
    ['of a name', stock('name'), 'no-cache'],
    ['of nothing', '{ nothing }', 'private, no-cache'],
  ])('%s', async (_, query, expected) => {
    expect((await get(api, query)).headers['cache-control']).toBe(expected);
    expect((await get(api, query)).headers['cache-control']).toBe(expected);
    expect((await post(api, query)).headers['cache-control']).toBe('no-store');
    expect((await post(api, query)).headers['cache-control']).toBe('no-store');
  });

  test('is as long as the setting says, and nothing where it is 0', async () => {
    const query = `{ stocks(on: "${FORMER}") { nodes { ticker } } }`;
    const day = await apiOver(database, { CLOSED_SESSION_MAX_AGE: '86400' });
    expect((await get(day, query)).headers['cache-control']).toBe('public, max-age=86400, immutable');
    const none = await apiOver(database, { CLOSED_SESSION_MAX_AGE: '0' });
    expect((await get(none, query)).headers['cache-control']).toBe('no-cache');
  });
});

describe('a GET that another site may have sent', () => {
  test('is refused, also where its answer is kept', async () => {
    for (let k = 0; k < 2; k++) expect((await get(api, SMALL)).statusCode).toBe(200);
    for (let k = 0; k < 2; k++) {
      const response = await api.app.inject({ url: '/graphql', query: { query: SMALL } });
      expect(refusalOf(response)).toEqual([400, 'BAD_REQUEST']);
      expect(response.payload).toContain('Cross-Site Request Forgery');
    }
    const empty = await get(api, SMALL, { headers: { 'apollo-require-preflight': '' } });
    expect(refusalOf(empty)).toEqual([400, 'BAD_REQUEST']);
    const text = await get(api, SMALL, {
      headers: { 'apollo-require-preflight': '', 'content-type': 'text/plain' },
    });
    expect(refusalOf(text)).toEqual([400, 'BAD_REQUEST']);
  });

  test('cannot change anything', async () => {
    expect(refusalOf(await get(api, 'mutation { rescore { id } }'))).toEqual([405, 'BAD_REQUEST']);
  });
});
