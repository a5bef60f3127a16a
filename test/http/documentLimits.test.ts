import { afterEach, describe, expect, test } from '@jest/globals';
import { appWith, closeApps } from '../support/http/app.js';

afterEach(closeApps);

describe('a document that is nested too deeply', () => {
  test('is refused by POST and GET, with the request id', async () => {
    const app = await appWith();
    const query = '{a'.repeat(1000) + '}'.repeat(1000);
    const requests = [
      { method: 'POST', url: '/graphql', payload: { query } },
      { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}` },
    ] as const;
    for (const request of requests) {
      const response = await app.inject({ ...request, headers: { 'x-request-id': 'deep-1' } });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toEqual({
        errors: [
          {
            message: 'Expected brackets nested at most 200 deep, got deeper ones: ask for less at once.',
            extensions: { code: 'BAD_USER_INPUT', requestId: 'deep-1' },
          },
        ],
      });
    }
  });
});

test('values of variables that are nested more than 200 deep are refused', async () => {
  const app = await appWith();
  const messageAt = async (levels: number): Promise<unknown> => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
      // JSON.stringify writes no value that is nested so deep.
      payload: `{"query":"query ($a: Boolean!) { __typename @skip(if: $a) }","variables":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`,
    });
    const { errors } = response.json<{ errors: { message: string; extensions: { code: string } }[] }>();
    expect([response.statusCode, errors.map(({ extensions }) => extensions.code)]).toEqual([
      400,
      ['BAD_USER_INPUT'],
    ]);
    return errors[0].message;
  };
  for (const levels of [201, 2_000, 100_000]) {
    expect(await messageAt(levels)).toBe(
      'Expected variables whose values are nested at most 200 deep, got deeper ones: ask for less at once.',
    );
  }
  expect(await messageAt(200)).toContain('Boolean cannot represent a non boolean value');
});
