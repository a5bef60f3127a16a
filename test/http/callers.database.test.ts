/** How much one caller may ask for, and that no other caller pays for it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, FORMER, SPLIT } from '../support/days/filledStore.js';
import {
  answerOf,
  apiOver,
  closeApis,
  pointsLeft,
  post,
  refusalOf,
  type TestApi,
} from '../support/http/api.js';
import { times } from '../support/graphql/times.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(closeApis);
afterAll(closeTestDatabases);

/** In open mode, requests through proxies are refused. */
const CLOSED = { ACCESS: 'closed', ANONYMOUS_SCOPES: 'SCORES_READ, MARKET_READ' };

describe('a caller', () => {
  const from = (remoteAddress: string) => ({ remoteAddress });
  /** Hardly more than the request and its document. */
  const ask = (api: TestApi, remoteAddress: string, k = 0) =>
    post(api, `{ method { a${k}: name } }`, { remoteAddress });
  const page = (k: number) => `{ stocks(first: 30) { nodes { a${k}: ticker } } }`;

  /** Returns settings with a bucket for so many operations. */
  const bucketFor = async (times: number, send: (api: TestApi) => ReturnType<typeof post>) => {
    const api = await apiOver(database, { COST_PER_SECOND: '1' });
    // The book is read once.
    await post(api, page(900), from('10.0.0.9'));
    const cost = 100_000 - pointsLeft(await send(api));
    return { COST_BUCKET: String(Math.floor(times * cost)), COST_PER_SECOND: '1' };
  };

  test('that spent its units learns when to retry, and others are served', async () => {
    const env = await bucketFor(3.5, (api) => post(api, page(0), from('10.0.0.1')));
    const api = await apiOver(database, env);
    await post(api, page(900), from('10.0.0.9'));
    for (let k = 0; k < 3; k++) expect((await post(api, page(k), from('10.0.0.1'))).statusCode).toBe(200);
    const refused = await post(api, page(3), from('10.0.0.1'));
    expect(refusalOf(refused)).toEqual([429, 'COST_EXCEEDED']);
    expect(refused.headers['ratelimit-policy']).toBe(`"cost";q=${env.COST_BUCKET};w=${env.COST_BUCKET}`);
    const extensions = answerOf(refused).errors?.[0].extensions ?? {};
    expect(extensions).toMatchObject({
      limit: Number(env.COST_BUCKET),
      retryAfter: Number(refused.headers['retry-after']),
    });
    // Each of the missing ones takes a second.
    expect(Number(extensions['remaining']) + Number(extensions['retryAfter'])).toBe(extensions['cost']);
    expect(extensions).not.toHaveProperty('http');
    expect((await post(api, page(3), from('10.0.0.2'))).statusCode).toBe(200);
  });

  test('is refused in the same way where the answer is kept', async () => {
    const api = await apiOver(database, await bucketFor(1.5, (other) => ask(other, '10.0.0.1')));
    await ask(api, '10.0.0.1');
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(api, '10.0.0.1')));
    const refused = answers.filter(({ statusCode }) => statusCode !== 200);
    expect(refused.length).toBeGreaterThan(40);
    for (const answer of refused) {
      expect(refusalOf(answer)).toEqual([429, 'COST_EXCEEDED']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await ask(api, '10.0.0.2')).headers['x-greyoak-cache']).toBe('hit');
  });

  test('gets no more than its units however many requests come at once', async () => {
    const api = await apiOver(database, await bucketFor(40, (other) => ask(other, '10.0.0.1')));
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, k) => ask(api, '10.0.0.1', k)));
    const seconds = Math.floor((performance.now() - start) / 1000);
    const passed = answers.filter(({ statusCode }) => statusCode === 200).length;
    // Reading is charged before executing, so that some may be read and not be executed.
    expect(passed).toBeGreaterThanOrEqual(35);
    expect(passed).toBeLessThanOrEqual(40 + seconds);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(200 - passed);
    expect((await ask(api, '10.0.0.2')).statusCode).toBe(200);
  });

  test('is known by its socket, whatever X-Forwarded-For says', async () => {
    const bucket = await bucketFor(1.5, (other) => post(other, page(0), from('10.0.0.1')));
    const api = await apiOver(database, { ...bucket, ...CLOSED });
    const named = (k: number) => ({ ...from('10.0.0.1'), headers: { 'x-forwarded-for': `192.0.2.${k}` } });
    expect((await post(api, page(1), named(1))).statusCode).toBe(200);
    expect((await post(api, page(2), named(2))).statusCode).toBe(429);
  });

  test('is the address that a trusted proxy names, and no other sender is believed', async () => {
    const bucket = await bucketFor(1.5, (other) => post(other, page(0), from('10.0.0.1')));
    const env = { ...bucket, ...CLOSED, TRUSTED_PROXIES: '10.0.0.1' };
    const api = await apiOver(database, env);
    let asked = 0;
    const statusOf = async (proxy: string, forwarded: string): Promise<number> => {
      const headers = { 'x-forwarded-for': forwarded };
      return (await post(api, page(asked++), { remoteAddress: proxy, headers })).statusCode;
    };
    expect(await statusOf('10.0.0.1', '192.0.2.1')).toBe(200);
    expect(await statusOf('10.0.0.1', '192.0.2.1')).toBe(429);
    expect(await statusOf('10.0.0.1', '192.0.2.2')).toBe(200);
    // What the caller itself wrote stands to the left of what the proxy adds.
    expect(await statusOf('10.0.0.1', '192.0.2.9, 192.0.2.1')).toBe(429);
    expect(await statusOf('10.0.0.7', '192.0.2.3')).toBe(200);
    expect(await statusOf('10.0.0.7', '192.0.2.4')).toBe(429);
  });
});

describe('calls of costly fields', () => {
  const whatIf = (alias: string, weight = 65) =>
    `${alias}: whatIf(input: { mode: TRADER, bandThresholds: [{ band: BUY, atLeast: ${weight} }] }) { methodHash }`;
  const components = (on: string) =>
    `score(mode: TRADER, on: "${on}") { pillars { fundamentals { components { name } } } }`;
  const provenance = (on: string, field: string) =>
    `score(mode: TRADER, on: "${on}") { provenance { ${field} } }`;
  const stock = (fields: string) => `{ stock(ticker: "${SPLIT}") { ${fields} } }`;

  const cases = [
    ['whatIf', { WHAT_IF_PER_MINUTE: '2' }, (k: number) => `{ ${whatIf('tried', 60 + k / 8)} }`],
    ['components', { COMPONENTS_PER_MINUTE: '2' }, (k: number) => stock(`a${k}: ${components(FORMER)}`)],
    [
      'reproduced',
      { REPRODUCED_PER_MINUTE: '2' },
      (k: number) => stock(`a${k}: ${provenance(FORMER, 'reproduced')}`),
    ],
    [
      'reproduced',
      { REPRODUCED_PER_MINUTE: '2' },
      (k: number) => stock(`a${k}: ${provenance(FORMER, 'differences')}`),
    ],
  ] as const;

  test.each(cases)('of %s are counted for each caller', async (name, env, query) => {
    const api = await apiOver(database, env);
    for (let k = 0; k < 2; k++) {
      expect(answerOf(await post(api, query(k), { remoteAddress: '10.0.0.1' })).errors).toBeUndefined();
    }
    const refused = await post(api, query(3), { remoteAddress: '10.0.0.1' });
    expect(refusalOf(refused)).toEqual([429, 'RATE_LIMITED']);
    const retryAfter = Number(refused.headers['retry-after']);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
    const [error] = answerOf(refused).errors ?? [];
    expect(error.extensions).toMatchObject({ limit: 2, windowSeconds: 60, remaining: 0, retryAfter });
    expect(error.extensions).not.toHaveProperty('http');
    expect(error.message).toContain(`at most 2 calls of ${name}`);
    expect(answerOf(await post(api, query(4), { remoteAddress: '10.0.0.2' })).errors).toBeUndefined();
    // What is kept is sent again without a call.
    expect(answerOf(await post(api, query(1), { remoteAddress: '10.0.0.1' })).errors).toBeUndefined();
  });

  test('count each alias', async () => {
    const api = await apiOver(database, { WHAT_IF_PER_MINUTE: '3' });
    const tried = (count: number, from: number) =>
      post(api, `{ ${times(count, (k) => whatIf(`a${k}`, from + k / 8))} }`);
    expect(answerOf(await tried(2, 60)).errors).toBeUndefined();
    const refused = await tried(2, 70);
    expect(refusalOf(refused)).toEqual([429, 'RATE_LIMITED']);
    // No alias of an operation without an answer is counted back.
    expect(refusalOf(await tried(1, 80))).toEqual([429, 'RATE_LIMITED']);
  });

  test('count each alias that stands for another run', async () => {
    const api = await apiOver(database, { REPRODUCED_PER_MINUTE: '1' });
    const reproduced = (on: string) => provenance(on, 'reproduced');
    const same = stock(`a: ${reproduced(FORMER)} b: ${reproduced(FORMER)}`);
    expect(answerOf(await post(api, same, { remoteAddress: '10.0.0.1' })).errors).toBeUndefined();
    const two = stock(`a: ${reproduced(FORMER)} b: ${reproduced('2024-10-08')}`);
    expect(refusalOf(await post(api, two, { remoteAddress: '10.0.0.2' }))[1]).toBe('RATE_LIMITED');
  });

  test('of components count once for an operation, whatever its runs', async () => {
    const api = await apiOver(database, { COMPONENTS_PER_MINUTE: '1' });
    const two = (alias: string) => stock(`${alias}: ${components(FORMER)} b: ${components('2024-10-08')}`);
    expect(answerOf(await post(api, two('a'))).errors).toBeUndefined();
    const refused = await post(api, two('c'));
    expect(refusalOf(refused)).toEqual([429, 'RATE_LIMITED RATE_LIMITED']);
  });

  test('that come at once pass exactly as often as allowed, in one process and in several', async () => {
    for (const store of ['memory', 'database']) {
      const env = { WHAT_IF_PER_MINUTE: '5', RATE_LIMIT_STORE: store };
      const apis =
        store === 'memory'
          ? [await apiOver(database, env)]
          : [await apiOver(database, env), await apiOver(database, env)];
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, k) =>
          post(apis[k % apis.length], `{ ${whatIf('tried', 55 + k / 8)} }`),
        ),
      );
      expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(5);
      expect(answers.filter((answer) => refusalOf(answer)[1] === 'RATE_LIMITED')).toHaveLength(35);
    }
  });

  test('are any number where the limit is 0', async () => {
    const api = await apiOver(database, { WHAT_IF_PER_MINUTE: '0', MAX_COST: '100000' });
    const { errors } = answerOf(await post(api, `{ ${times(20, (k) => whatIf(`a${k}`, 60 + k / 8))} }`));
    expect(errors).toBeUndefined();
  });
});
