import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { appWith, closeApps } from '../support/http/app.js';
import { pointsLeft } from '../support/http/api.js';

const QUERY = '{ greeting }';
const REFUSAL = {
  errors: [
    {
      message: 'Expected one operation, got a batch: send each operation in a request of its own.',
      extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) },
    },
  ],
};

let app: FastifyInstance;

beforeAll(async () => {
  app = await appWith();
});

afterAll(closeApps);

const send = (batch: readonly unknown[], accept = 'application/graphql-response+json') =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept, 'content-type': 'application/json' },
    payload: JSON.stringify(batch),
  });

describe('a batch', () => {
  test.each<[what: string, batch: readonly unknown[]]>([
    ['one operation', [{ query: QUERY }]],
    ['several operations', [{ query: QUERY }, { query: '{ caller }' }]],
    ['one that cannot be parsed', [{ query: QUERY }, { query: '{' }]],
    ['one of an unknown name', [{ query: QUERY, operationName: 'No' }, { query: QUERY }]],
    ['what is no operation', [null, 17, 'text', [], {}, { query: QUERY }]],
    ['as many as there may be', Array.from({ length: 50 }, () => ({ query: QUERY }))],
  ])('of %s has an error at the place of each', async (_, batch) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const response = await send(batch, accept);
      expect([response.statusCode, response.json()]).toEqual([400, batch.map(() => REFUSAL)]);
      expect(response.json<(typeof REFUSAL)[]>()[0].errors[0].extensions.requestId).toBe(
        response.headers['x-request-id'],
      );
    }
  });

  test.each([0, 51, 10_000])('of %j entries has one error', async (length) => {
    const response = await send(Array.from({ length }, () => 1));
    expect([response.statusCode, response.json()]).toEqual([400, REFUSAL]);
  });

  test('costs a point', async () => {
    const one = await send([{ query: QUERY }]);
    const left = [pointsLeft(one), pointsLeft(await send([{ query: QUERY }]))];
    // The bucket regains units meanwhile, up to a full one.
    expect(Math.min(...left)).toBeLessThan(
      Number(/q=(\d+)/.exec(String(one.headers['ratelimit-policy']))?.[1]),
    );
  });
});
