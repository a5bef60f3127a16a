/** Answers that are kept as bytes: what is one and the same answer, and that none outlives what it was made of. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { inTransaction } from '../../src/database/transaction.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase, ownerUrl } from '../support/database/testDatabase.js';
import { fill, SPLIT, UNSCORED } from '../support/days/filledStore.js';
import {
  answerOf,
  apiOver,
  closeApis,
  get,
  post,
  statementsOf,
  type Asked,
  type TestApi,
} from '../support/http/api.js';

let database: Database;
let api: TestApi;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
beforeEach(async () => {
  api = await apiOver(database);
});
afterEach(closeApis);
afterAll(closeTestDatabases);

const cacheOf = ({ headers }: LightMyRequestResponse) => headers['x-greyoak-cache'];
const NAMED = 'query Named($ticker: Ticker!) { stock(ticker: $ticker) { name } }';
const variables = { ticker: SPLIT };

async function committed(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await database.pool.connect();
  try {
    await inTransaction(client, () => work(client));
  } finally {
    client.release();
  }
}

/** As an import of companies does: the former row is superseded, in a batch of its own. */
async function rename(name: string): Promise<void> {
  await committed(async (client) => {
    await client.query(
      `INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
       SELECT max(id) + 1, 'companies', 'companies.csv', 1, 0, 1, 0, 0 FROM batches`,
    );
    const stock = '(SELECT id FROM stocks WHERE ticker = $1)';
    await client.query(
      `UPDATE companies SET superseded_in = (SELECT max(id) FROM batches)
       WHERE stock_id = ${stock} AND superseded_in IS NULL`,
      [SPLIT],
    );
    await client.query(
      `INSERT INTO companies (stock_id, recorded_in, name, isin, industry, sector_group)
       VALUES (${stock}, (SELECT max(id) FROM batches), $2, 'INE000000000', 'Power', '')`,
      [SPLIT, name],
    );
  });
}

const nameIn = (response: LightMyRequestResponse): unknown =>
  (answerOf(response).data?.['stock'] as { name: string }).name;
const askName = async (): Promise<unknown> => nameIn(await post(api, NAMED, { variables }));

describe('an answer', () => {
  test('is sent again as it is, without a statement', async () => {
    const query = `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { close } } } }`;
    const first = await post(api, query);
    let again = first;
    const statements = await statementsOf(database, async () => {
      again = await post(api, query);
    });
    expect([cacheOf(first), cacheOf(again), statements]).toEqual(['miss', 'hit', 0]);
    expect(answerOf(first).data).toEqual({ stock: { bars: { nodes: [{ close: 100 }] } } });
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(again.statusCode).toBe(200);
  });

  test('has the id of its own request', async () => {
    await post(api, NAMED, { variables, headers: { 'x-request-id': 'first' } });
    const again = await post(api, NAMED, { variables, headers: { 'x-request-id': 'second' } });
    expect([cacheOf(again), again.headers['x-request-id']]).toEqual(['hit', 'second']);
  });

  const twoNamed = 'query A { bands(mode: TRADER) { count } } query B { method { name } }';
  const json = { accept: 'application/json' };
  test.each<[string, string, Asked, Asked]>([
    ['variables', NAMED, { variables }, { variables: { ticker: UNSCORED } }],
    ['an operation', twoNamed, { operationName: 'A' }, { operationName: 'B' }],
    ['a media type', NAMED, { variables }, { variables, headers: json }],
  ])('is not taken for that of another request with other %s', async (_, query, one, other) => {
    const first = await post(api, query, one);
    const second = await post(api, query, other);
    const again = await post(api, query, one);
    expect([first, second, again].map(cacheOf)).toEqual(['miss', 'miss', 'hit']);
    const typed = ({ headers, payload }: LightMyRequestResponse) => [headers['content-type'], payload];
    expect(typed(second)).not.toEqual(typed(first));
    expect(typed(again)).toEqual(typed(first));
  });

  test('by GET is not that by POST', async () => {
    await post(api, '{ method { name } }');
    const first = await get(api, '{ method { name } }');
    expect([cacheOf(first), cacheOf(await get(api, '{ method { name } }'))]).toEqual(['miss', 'hit']);
  });

  test.each([
    ['with errors of validation', '{ nothing }'],
    ['with an error alone', '{ stocks(first: 501) { totalCount } }'],
    ['with an error next to data', `{ method { name } node(id: "unknown") { id } }`],
    ['about runs', '{ runs(first: 1) { totalCount } }'],
    ['of a node', '{ node(id: "U3RvY2s6UzAwLk5T") { id } }'],
    ['of nodes', '{ nodes(ids: []) { id } }'],
  ])('%s is never kept', async (_, query) => {
    await post(api, query);
    expect(cacheOf(await post(api, query))).toBe('miss');
    await get(api, query);
    expect(cacheOf(await get(api, query))).toBe('miss');
  });
});

describe('a commit', () => {
  test('of an import makes the next answers fresh, and no former one follows them', async () => {
    await rename('Before');
    await eventually(async () => (await askName()) === 'Before');
    expect(cacheOf(await post(api, NAMED, { variables }))).toBe('hit');
    await rename('After');
    const names: unknown[] = [];
    await eventually(async () => names.push(await askName()) > 0 && names.at(-1) === 'After');
    for (let k = 0; k < 50; k++) names.push(await askName());
    expect(names.slice(names.indexOf('After'))).toEqual(Array(51).fill('After'));
    expect(cacheOf(await post(api, NAMED, { variables }))).toBe('hit');
  });

  test('while many ask leaves nothing outdated behind', async () => {
    let name: string;
    for (let round = 0; round < 5; round++) {
      name = `Round ${round}`;
      const asking = Array.from({ length: 20 }, askName);
      await rename(name);
      await Promise.all([...asking, ...Array.from({ length: 20 }, askName)]);
      await eventually(async () => (await askName()) === name);
      expect(await Promise.all(Array.from({ length: 20 }, askName))).toEqual(Array(20).fill(name));
    }
  });

  test('of a run makes scores fresh', async () => {
    const query = `{ stock(ticker: "${SPLIT}") { score(mode: INVESTOR) { value } } }`;
    const value = async (): Promise<number> =>
      (answerOf(await post(api, query)).data as { stock: { score: { value: number } } }).stock.score.value;
    const before = await value();
    expect(await value()).toBe(before);
    await committed(async (client) => {
      // A copy of run 2 with a point less for every stock, which becomes the current one.
      const columns = async (table: string) => {
        const { rows } = await client.query<{ name: string }>(
          `SELECT attname AS name FROM pg_attribute
           WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
          [table],
        );
        return rows.map(({ name }) => name);
      };
      const copy = async (table: string, changes: Readonly<Record<string, string>>, where: string) => {
        const names = await columns(table);
        const values = names.map((name) => changes[name] ?? name);
        await client.query(
          `INSERT INTO ${table} (${names.join()}) OVERRIDING SYSTEM VALUE SELECT ${values.join()} FROM ${table} WHERE ${where}`,
        );
      };
      await copy('runs', { id: '90' }, 'id = 2');
      await copy(
        'scores',
        { run_id: '90', value: 'value - 1', position: '90000 + position' },
        `run_id = 2 AND mode = 'INVESTOR'`,
      );
      await client.query(`UPDATE scored_days SET run_id = 90 WHERE run_id = 2 AND mode = 'INVESTOR'`);
    });
    await eventually(async () => (await value()) !== before);
    expect(await value()).toBeCloseTo(before - 1, 10);
  });
});

describe('while commits cannot be heard of', () => {
  test('nothing is sent from the cache, and each change is seen at once', async () => {
    await askName();
    expect(cacheOf(await post(api, NAMED, { variables }))).toBe('hit');
    await allowConnections(false);
    try {
      await endListener();
      // The process learns of it from its socket.
      await eventually(async () => cacheOf(await post(api, NAMED, { variables })) === 'miss');
      for (const name of ['Unheard', 'Unheard, too']) {
        await rename(name);
        for (let k = 0; k < 3; k++) {
          const response = await post(api, NAMED, { variables });
          expect([cacheOf(response), nameIn(response)]).toEqual(['miss', name]);
        }
      }
    } finally {
      await allowConnections(true);
    }
    await eventually(async () => cacheOf(await post(api, NAMED, { variables })) === 'hit');
    expect(await askName()).toBe('Unheard, too');
  });

  test('it is kept again once they can', async () => {
    await closeApis();
    api = await apiOver(database, {}, { listener: { retryMs: 50 } });
    await endListener();
    await rename('Heard again');
    await eventually(async () => (await askName()) === 'Heard again');
    await eventually(async () => cacheOf(await post(api, NAMED, { variables })) === 'hit');
    expect(await askName()).toBe('Heard again');
  });

  /** New ones to this database, so that the listener cannot come back; those of the pool stay. */
  async function allowConnections(areAllowed: boolean): Promise<void> {
    const other = new URL(ownerUrl(database));
    const name = other.pathname.slice(1);
    other.pathname = '/postgres';
    const client = new pg.Client({ connectionString: other.href });
    await client.connect();
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${areAllowed}`).finally(() => client.end());
  }

  async function endListener(): Promise<void> {
    const listener = `FROM pg_stat_activity
      WHERE application_name = 'greyoak listener' AND datname = current_database()`;
    // The one of an API that was closed may be there for a moment more.
    await eventually(async () => (await database.pool.query(`SELECT pid ${listener}`)).rows.length === 1);
    const { rows } = await database.pool.query(`SELECT pg_terminate_backend(pid) ${listener}`);
    expect(rows).toHaveLength(1);
  }
});

describe('the cache', () => {
  const metrics = async () => {
    const { payload } = await api.app.inject('/metrics');
    const numbers = [...payload.matchAll(/^answer_cache_(\w+) (\S+)$/gm)];
    return Object.fromEntries(numbers.map(([, name, number]) => [name, Number(number)]));
  };
  const page = (first: number) => `{ stocks(first: ${first}) { nodes { ticker name industry isin } } }`;

  test('shows its hits and sizes', async () => {
    const asked = [page(1), page(2), page(3), page(4)];
    for (let round = 0; round < 10; round++) for (const query of asked) await post(api, query);
    // 4 of 40 are the first of their kind.
    expect(await metrics()).toMatchObject({ hits_total: 36, misses_total: 4, hit_ratio: 0.9, entries: 4 });
    // The page of 4 has four objects of some 80 bytes.
    expect((await metrics())['bytes']).toBeGreaterThan(4 * 80);
  });

  test('without room keeps nothing', async () => {
    await closeApis();
    api = await apiOver(database, { CACHE_BYTES: '0' });
    for (let k = 0; k < 3; k++) expect(cacheOf(await post(api, page(1)))).toBe('miss');
    expect(await metrics()).toMatchObject({ hits_total: 0, bytes: 0, entries: 0 });
  });

  test('never takes more room than it has', async () => {
    await closeApis();
    api = await apiOver(database, { CACHE_BYTES: '20000' });
    const sizes: number[] = [];
    for (let k = 0; k < 60; k++) {
      await post(api, page(1).replace('ticker', `ticker a${k}: ticker`));
      sizes.push((await metrics())['bytes']);
    }
    // An entry takes some 1,200 bytes, so that about sixteen fit.
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000);
    expect(sizes.at(-1)).toBeGreaterThan(15_000);
    expect(cacheOf(await post(api, page(1).replace('ticker', 'ticker a59: ticker')))).toBe('hit');
    expect(cacheOf(await post(api, page(1).replace('ticker', 'ticker a0: ticker')))).toBe('miss');
  });
});
