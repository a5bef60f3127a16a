/** How large an answer may be, and what is charged for documents that are refused, over each transport. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { PRICES } from '../../src/graphql/limits/prices.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill } from '../support/days/filledStore.js';
import { apiOver, answerOf, closeApis, get, pointsLeft, post, refusalOf } from '../support/http/api.js';
import { times } from '../support/graphql/times.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(closeApis);
afterAll(closeTestDatabases);

const FULL = 100_000;
/** Validation ends at a hundred errors; each is told again. The body costs a point or two. */
const MOST_AGAIN = 100 * PRICES.keptError + 2;
const SLOW = { COST_PER_SECOND: '1' };

describe('an answer', () => {
  const documents = (count: number) => `{ method { ${times(count, (k) => `a${k}: document`)} } }`;
  const refused = {
    message:
      'Expected an answer of at most 65536 bytes, got a larger one: ask for fewer fields, shorter lists or ' +
      'fewer aliases.',
    extensions: { code: 'COST_EXCEEDED', limitBytes: 65_536 },
  };

  test('that is too large is refused by POST, each time, compiled or not, and by GET', async () => {
    const api = await apiOver(database, { MAX_ANSWER_BYTES: '65536' });
    const { data } = answerOf(await post(api, documents(2)));
    expect(Object.keys((data as { method: object }).method)).toHaveLength(2);
    // The method of this store is short.
    const large = `{ stocks(first: 30) { nodes { ${times(100, (k) => `a${k}${'x'.repeat(60)}: ticker`)} } } }`;
    for (let k = 0; k < 4; k++) {
      const response = await post(api, large);
      expect(refusalOf(response)).toEqual([400, 'COST_EXCEEDED']);
      expect(answerOf(response).errors?.[0]).toMatchObject(refused);
    }
    expect(answerOf(await get(api, large)).errors?.[0]).toMatchObject(refused);
  });

  test('that is too dear before it is made is not made', async () => {
    const api = await apiOver(database);
    const reasons = times(100, (k) => `a${k}: reason`);
    const response = await post(
      api,
      `{ stocks(first: 120) { nodes { scores(mode: INVESTOR, first: 60) { nodes { guardrails { ${reasons} } } } } } }`,
    );
    expect(refusalOf(response)).toEqual([400, 'COST_EXCEEDED']);
  });
});

describe('a document that is refused', () => {
  test.each([
    ['tokens', `{ method { ${times(5_100, () => 'name')} } }`],
    ['comparisons', `{ method { ${times(170, () => 'name')} } }`],
    ['unknown fields', `{ method { ${times(100, (k) => `nothing${k}`)} } }`],
    ['syntax', `{ method { ${times(100, () => 'name')} `],
    ['aliases', `{ ${times(101, (k) => `a${k}: method { name }`)} }`],
    [
      'selections',
      `{ method { ...F0 } } ${times(15, (k) => `fragment F${k} on Method { name ...F${k + 1} ...F${k + 1} }`)}
        fragment F15 on Method { name }`,
    ],
    ['a subscription by POST', 'subscription { scoreChanged { cursor } }'],
  ])('is charged for being read, and less when it is sent again: %s', async (_, query) => {
    const api = await apiOver(database, SLOW);
    const left = [FULL];
    const errors: unknown[] = [];
    for (let k = 0; k < 4; k++) {
      const response = await post(api, query);
      left.push(pointsLeft(response));
      errors.push(answerOf(response).errors?.map(({ message, extensions }) => [message, extensions['code']]));
    }
    const [first, ...again] = left.slice(1).map((points, k) => left[k] - points);
    expect(first).toBeGreaterThan(PRICES.request + PRICES.document);
    for (const points of again) {
      expect(points).toBeGreaterThan(0);
      expect(points).toBeLessThan(first);
      expect(points).toBeLessThanOrEqual(PRICES.request + MOST_AGAIN);
    }
    for (const one of errors) expect(one).toEqual(errors[0]);
    expect(errors[0]).not.toEqual([]);
  });

  test('for its price is charged for being read and planned', async () => {
    const api = await apiOver(database, SLOW);
    const scores = `stocks(first: 500) { nodes { scores(mode: TRADER, first: 500) { nodes { value } } } }`;
    let left = FULL;
    for (let k = 0; k < 3; k++) {
      const response = await post(api, `{ ${times(50, (j) => `a${j}: ${scores}`)} }`);
      expect(refusalOf(response)).toEqual([400, 'COST_EXCEEDED']);
      expect(left - pointsLeft(response)).toBeGreaterThanOrEqual(PRICES.request - 1);
      left = pointsLeft(response);
    }
  });
});
