import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { valuesIn } from '../../../src/graphql/limits/valuesIn.js';
import { decodeText } from '../../../src/graphql/opaque.js';
import { planOperation } from '../../../src/graphql/operation/operationPlan.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { readSettings } from '../../../src/settings.js';
import { operationOf } from '../../support/graphql/operationOf.js';

const MAX_COST = readSettings({}).limits.cost;

const schema = buildGreyoakSchema();

function costOf(text: string, variables: Readonly<Record<string, unknown>> = {}): number {
  return planOperation(schema, operationOf(schema, parse(text), variables)).cost;
}

const aliased = (times: number, field: string): string =>
  Array.from({ length: times }, (_, k) => `a${k}: ${field}`).join(' ');

const longText = 'x'.repeat(200_000);

describe('what an argument costs', () => {
  test('is what its lists have, wherever it is used', () => {
    const notFired = Array.from({ length: 10_000 }, () => 'HIGH_RISK_CAP');
    const filtered = (times: number) =>
      costOf(
        `query ($filter: StockFilter) { ${aliased(times, 'stocks(filter: $filter, first: 0) { totalCount }')} }`,
        { filter: { notFired } },
      );
    expect(filtered(1)).toBeLessThan(MAX_COST);
    expect(filtered(90)).toBeGreaterThan(MAX_COST);
  });

  test('is what its text has, for each object that has the field', () => {
    const text = `query ($after: String) { stocks(first: 24) { nodes {
      ${aliased(90, 'scores(mode: INVESTOR, first: 0, after: $after) { totalCount }')} } } }`;
    expect(costOf(text, { after: longText })).toBeGreaterThan(20 * MAX_COST);
  });

  test('is nothing for one of a few values', () => {
    const text = 'query ($tickers: [Ticker!]) { stocks(filter: { tickers: $tickers }) { totalCount } }';
    expect(costOf(text, { tickers: ['A', 'B', 'C'] })).toBe(costOf(text, { tickers: ['A'] }));
  });
});

describe('a field that is refused for each of many objects', () => {
  test('costs its errors where its arguments are null', () => {
    const text = `query ($mode: Mode = INVESTOR) { stocks(first: 120) { nodes {
      ${aliased(90, 'score(mode: $mode) { value }')} } } }`;
    expect(costOf(text, { mode: null })).toBeGreaterThan(MAX_COST);
  });

  test('costs its errors where a directive has no condition', () => {
    const text = `query ($is: Boolean = true) { stocks(first: 120) { nodes {
      ${aliased(90, 'ticker @include(if: $is)')} } } }`;
    expect(costOf(text, { is: null })).toBeGreaterThan(MAX_COST);
  });

  test.each(['after: "x"', 'first: 501', 'first: -1', 'last: -1', 'from: "2024-10-08", to: "2024-10-07"'])(
    'costs its errors where its page is refused: %s',
    (page) => {
      const scores = `scores(mode: INVESTOR, ${page.includes('first') ? page : `first: 0, ${page}`}) { totalCount }`;
      expect(costOf(`{ stocks(first: 24) { nodes { ${aliased(90, scores)} } } }`)).toBeGreaterThan(MAX_COST);
    },
  );

  test('costs its errors where it is one of a list of ids or representations', () => {
    const ids = Array.from({ length: 100 }, () => 'x');
    expect(
      costOf(`query ($ids: [ID!]!) { ${aliased(20, 'nodes(ids: $ids) { id }')} }`, { ids }),
    ).toBeGreaterThan(MAX_COST);
    const representations = Array.from({ length: 500 }, () => ({ __typename: 'Stock', ticker: '?' }));
    expect(
      costOf(`query ($of: [_Any!]!) { ${aliased(4, '_entities(representations: $of) { __typename }')} }`, {
        of: representations,
      }),
    ).toBeGreaterThan(MAX_COST);
  });
});

test('counts each value of an input, however deeply it is nested', () => {
  expect(valuesIn({ a: [1, null, 'x'], b: 'y'.repeat(128) })).toBe(8);
  let deep: unknown = 1;
  for (let k = 0; k < 100_000; k++) deep = [deep];
  expect(valuesIn(deep)).toBe(100_001);
});

test('does not decode a text that is longer than any id or cursor', () => {
  const long = Buffer.from(longText).toString('base64url');
  expect(decodeText(long)).toBeNull();
});
