import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { appWith, closeApps } from '../support/http/app.js';
import { get } from '../support/http/api.js';

/** Longer than what is sent plain. */
const QUERY = '{ sectors { id key name stockCount banking penaltyCap } }';
const TYPES = ['application/json', 'application/graphql-response+json'];
const CODINGS = ['identity', 'gzip', 'br'];
const FORMS = TYPES.flatMap((accept) => CODINGS.map((coding) => ({ accept, 'accept-encoding': coding })));

let app: FastifyInstance;

beforeAll(async () => {
  app = await appWith({ schema: buildGreyoakSchema(), isUpToDate: () => true });
});

afterAll(closeApps);

test('each type and each encoding of an answer has an ETag of its own, new or kept', async () => {
  const ask = (headers: Readonly<Record<string, string>>) => get({ app }, QUERY, { headers });
  const tags = new Map<string, unknown>();
  for (const form of FORMS) {
    const responses = [await ask(form), await ask(form)];
    expect(responses.map(({ headers }) => headers['x-greyoak-cache'])).toContain('hit');
    const [etag, again] = responses.map(({ headers }) => String(headers['etag']));
    expect(again).toBe(etag);
    expect(responses[0].headers['content-type']).toContain(form.accept);
    expect(responses[0].headers['vary']).toBe('Accept, Accept-Encoding');
    tags.set(etag, form);
  }
  expect(tags.size).toBe(FORMS.length);
  for (const [etag, form] of tags) {
    for (const other of FORMS) {
      const { statusCode } = await ask({ ...other, 'if-none-match': etag });
      expect({ etag, other, statusCode }).toEqual({ etag, other, statusCode: other === form ? 304 : 200 });
    }
  }
});
