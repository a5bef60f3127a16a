/** Callers of all kinds over HTTP and sockets, while keys are rotated, paused and revoked: each gets what it may at the moment. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { NewApiKey } from '../../../src/access/keys/newApiKey.js';
import { LOCAL_USER } from '../../../src/access/caller.js';
import type { Database } from '../../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { fill, SPLIT } from '../../support/days/filledStore.js';
import { apiOver, closeApis, type TestApi } from '../../support/http/api.js';
import { Random } from '../../support/synthetic/random.js';

const CONNECTIONS = 64;
const ANSWERS = 3_000;
const CHANGES = 30;
const SCORES = '{ method { name } }';
const MARKET = `{ stock(ticker: "${SPLIT}") { name } }`;
const ENV = {
  ACCESS: 'closed',
  ANONYMOUS_SCOPES: 'MARKET_READ',
  OPERATIONS_PER_MINUTE: '0',
  OPERATIONS_PER_MINUTE_ANONYMOUS: '0',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
};
const KEY: NewApiKey = {
  name: 'changing',
  scopes: ['SCORES_READ'],
  expiresInDays: 1,
  operationsPerMinute: null,
};

/** A key that changes. */
interface Changing {
  readonly id: number;
  secret: string;
  isGood: boolean;
  /** Grows before and after each change. What is asked meanwhile may be answered either way. */
  version: number;
}

let database: Database;
let api: TestApi;
let port: number;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  api = await apiOver(database, ENV);
  await api.services.keys.start();
  port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port);
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await closeApis();
  await api.services.keys.stop();
  await closeTestDatabases();
});

/** Returns the status of an answer, and how it was made. */
function ask(query: string, secret: string | null): Promise<readonly [status: number, cache: unknown]> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ query });
    const headers = {
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      'content-length': body.length,
      ...(secret !== null && { authorization: `Bearer ${secret}` }),
    };
    const sent = request(
      { port, host: '127.0.0.1', agent, method: 'POST', path: '/graphql', headers },
      (answer) => {
        answer.resume();
        answer.on('error', reject);
        answer.on('end', () => resolve([answer.statusCode ?? 0, answer.headers['x-greyoak-cache']]));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const create = async (scopes: NewApiKey['scopes']): Promise<Changing> => {
  const { key, secret } = await api.services.apiKeys.create(LOCAL_USER, { ...KEY, scopes }, NO_ACTOR);
  return { id: key.id, secret, isGood: true, version: 0 };
};

async function change(key: Changing, random: Random): Promise<void> {
  const { apiKeys } = api.services;
  key.version++;
  switch (random.below(4)) {
    case 0:
      await apiKeys.update(key.id, LOCAL_USER, { paused: true }, NO_ACTOR);
      key.isGood = false;
      break;
    case 1:
      await apiKeys.update(key.id, LOCAL_USER, { paused: false }, NO_ACTOR);
      key.isGood = true;
      break;
    default: {
      const issued = await apiKeys.rotate(key.id, LOCAL_USER, 0, NO_ACTOR);
      if (issued === null) throw new Error('expected the key to be there');
      key.secret = issued.secret;
    }
  }
  key.version++;
}

describe('64 connections of mixed callers', () => {
  test('get what each may at the moment, and nothing else', async () => {
    const [reader, merchant] = [await create(['SCORES_READ']), await create(['MARKET_READ'])];
    const changing = await Promise.all(
      Array.from({ length: 4 }, () => create(['SCORES_READ', 'MARKET_READ'])),
    );
    const random = new Random(12);
    const wrong: unknown[] = [];
    const seen = new Map<string, number>();
    let answers = 0;
    let isOver = false;
    const expectOf = async (
      who: string,
      query: string,
      secret: string | null,
      expected: () => readonly number[],
    ) => {
      const [status, cache] = await ask(query, secret);
      answers++;
      const kind = `${who} ${query === SCORES ? 'scores' : 'market'} ${status}${cache === 'hit' ? ' kept' : ''}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      if (!expected().includes(status)) wrong.push(kind);
    };
    const client = async (): Promise<void> => {
      while (!isOver) {
        const query = random.chance(0.5) ? SCORES : MARKET;
        const isOfScores = query === SCORES;
        switch (random.below(5)) {
          case 0:
            await expectOf('anonymous', query, null, () => [isOfScores ? 403 : 200]);
            break;
          case 1:
            await expectOf('reader', query, reader.secret, () => [isOfScores ? 200 : 403]);
            break;
          case 2:
            await expectOf('merchant', query, merchant.secret, () => [isOfScores ? 403 : 200]);
            break;
          case 3:
            await expectOf('unknown', query, `gok_${'x'.repeat(43)}`, () => [401]);
            break;
          default: {
            const key = changing[random.below(changing.length)];
            const { secret, version, isGood } = key;
            await expectOf('changing', query, secret, () =>
              version % 2 === 1 || version !== key.version ? [200, 401] : [isGood ? 200 : 401],
            );
          }
        }
      }
    };
    const clients = Array.from({ length: CONNECTIONS }, client);
    for (let changes = 0; changes < CHANGES || answers < ANSWERS; changes++) {
      await change(changing[random.below(changing.length)], random);
      const until = answers + ANSWERS / CHANGES;
      while (answers < until && wrong.length === 0) await new Promise((resolve) => setImmediate(resolve));
      if (wrong.length > 0) break;
    }
    isOver = true;
    await Promise.all(clients);
    expect(wrong).toEqual([]);
    // Answers were kept, and keys that ended were used.
    expect(seen.get('reader scores 200 kept')).toBeGreaterThan(0);
    expect(seen.get('merchant market 200 kept')).toBeGreaterThan(0);
    expect(seen.get('anonymous scores 403')).toBeGreaterThan(0);
    expect((seen.get('changing scores 401') ?? 0) + (seen.get('changing market 401') ?? 0)).toBeGreaterThan(
      0,
    );
  }, 60_000);
});

describe('a socket', () => {
  const UPDATES: readonly (readonly [what: string, sql: string])[] = [
    ['its key is revoked', 'UPDATE api_keys SET revoked_at = now() WHERE id = $1'],
    ['its key is paused', 'UPDATE api_keys SET paused = true WHERE id = $1'],
    ['its key may do less', `UPDATE api_keys SET scopes = '{MARKET_READ}' WHERE id = $1`],
  ];

  test.each(UPDATES)('is closed with 4403 when %s by another process', async (_what, sql) => {
    const { id, secret } = await create(['SCORES_READ', 'MARKET_READ']);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
    const closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve([code, reason.toString()]));
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } }));
    await once(socket, 'message');
    const query = 'subscription { scoreChanged { cursor } }';
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    await database.pool.query(sql, [id]);
    expect(await closed).toEqual([4403, 'Forbidden']);
  });
});
