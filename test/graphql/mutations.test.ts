/** What the mutations pass on, and what they answer; what they do is tested where it is done. */
import { expect, test } from '@jest/globals';
import { MOST_ROWS } from '../../src/graphql/recordBars/requireRows.js';
import type { GivenBar } from '../../src/market/store/importBars.js';
import type { RescoreRequest } from '../../src/runs/rescores.js';
import { UserError } from '../../src/userError.js';
import { dataOf, execute } from '../support/graphql/execute.js';
import { RUN, stubContext } from '../support/graphql/stubContext.js';

const RESCORE = `mutation ($input: RescoreInput!) {
  rescore(input: $input) { status date mode scored total startedAt provisional }
}`;
const RECORD = `mutation ($input: RecordBarsInput!) {
  recordBars(input: $input) {
    rows inserted updated unchanged rescoreQueued refused { row column value rule reason }
  }
}`;

const WAITING = { ...RUN, id: 8, status: 'QUEUED' as const, scored: 0, total: null, started_at: null };
const BAR = {
  ticker: 'ALPHA',
  date: '2024-10-08',
  open: 100,
  high: 102,
  low: 99,
  close: 101,
  volume: 60_000,
};

/** A context that notes what is asked of rescores. */
function contextWith(refusal?: Error) {
  const requests: RescoreRequest[] = [];
  const recorded: (readonly GivenBar[])[] = [];
  const context = {
    ...stubContext(),
    rescores: {
      ...stubContext().rescores,
      request: (request: RescoreRequest) => {
        requests.push(request);
        return refusal === undefined ? Promise.resolve(WAITING) : Promise.reject(refusal);
      },
      recordBars: (rows: readonly GivenBar[]) => {
        recorded.push(rows);
        const refused = { file: 'recordBars', line: 1, column: 'close', value: '0' };
        return Promise.resolve({
          file: 'recordBars',
          dataset: 'prices',
          format: 'GRAPHQL',
          batch: 1,
          leftOut: [],
          read: rows.length,
          inserted: rows.length > 1 ? 1 : 0,
          updated: 0,
          unchanged: 0,
          flags: [],
          touchesFrom: null,
          refusals: [{ ...refused, rule: 'NOT_POSITIVE' as const, reason: 'expected a price above 0' }],
        });
      },
    },
  };
  return { context, requests, recorded };
}

test('rescore returns the waiting run, of the newest session and both modes by default', async () => {
  const { context, requests } = contextWith();
  const { rescore } = await dataOf(context, RESCORE, { input: {} });
  expect(rescore).toEqual({
    status: 'QUEUED',
    date: RUN.day,
    mode: null,
    scored: 0,
    total: 0,
    startedAt: null,
    provisional: false,
  });
  await dataOf(context, RESCORE, { input: { on: '2024-10-07', mode: 'TRADER' } });
  expect(requests).toEqual([
    { on: null, mode: null, method: null },
    { on: '2024-10-07', mode: 'TRADER', method: null },
  ]);
});

test('rescore refuses a day that cannot be scored as bad input', async () => {
  const { context } = contextWith(new UserError('Expected a session of the exchange.'));
  const { errors } = await execute(context, RESCORE, { input: { on: '2024-10-05' } });
  expect(errors?.map(({ message, extensions }) => [message, extensions?.['code']])).toEqual([
    ['Expected a session of the exchange.', 'BAD_USER_INPUT'],
  ]);
});

test('recordBars passes rows on, and returns the outcome of each', async () => {
  const { context, recorded } = contextWith();
  const rows = [BAR, { ...BAR, close: 0, value: 12.5 }];
  const { recordBars } = await dataOf(context, RECORD, { input: { rows } });
  expect(recorded).toEqual([[{ ...BAR, value: null }, rows[1]]]);
  expect(recordBars).toEqual({
    rows: 2,
    inserted: 1,
    updated: 0,
    unchanged: 0,
    rescoreQueued: true,
    refused: [
      { row: 1, column: 'close', value: '0', rule: 'NOT_POSITIVE', reason: 'expected a price above 0' },
    ],
  });
  const nothing = await dataOf(context, RECORD, { input: { rows: [BAR] } });
  expect(nothing['recordBars']).toMatchObject({ inserted: 0, rescoreQueued: false });
});

test('recordBars takes 1 to 5,000 rows', async () => {
  const { context, recorded } = contextWith();
  await dataOf(context, RECORD, { input: { rows: Array(MOST_ROWS).fill(BAR) } });
  expect(recorded.map(({ length }) => length)).toEqual([5_000]);
  for (const count of [0, MOST_ROWS + 1]) {
    const { errors } = await execute(context, RECORD, { input: { rows: Array(count).fill(BAR) } });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain(`Expected 1 to 5000 rows at a time, got ${count}.`);
  }
  expect(recorded).toHaveLength(1);
});

test('a score tells whether its run was provisional', async () => {
  const context = stubContext();
  const query = `{ stocks(mode: INVESTOR, first: 1) { nodes { score(mode: INVESTOR) { provisional } } } }`;
  const { stocks } = await dataOf(context, query);
  expect(stocks).toEqual({ nodes: [{ score: { provisional: false } }] });
});
