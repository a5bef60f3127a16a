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
