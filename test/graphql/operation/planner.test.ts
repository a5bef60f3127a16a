import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { rightsTo } from '../../../src/access/caller.js';
import { missingScopes } from '../../../src/graphql/operation/operationPlan.js';
import { Planner } from '../../../src/graphql/operation/planner.js';
import { encodeId } from '../../../src/graphql/ids.js';
import { numberIds } from '../../../src/graphql/numberIds.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { operationOf } from '../../support/graphql/operationOf.js';

const schema = buildGreyoakSchema();

/** Plans an operation with one set of variables after the other. */
function plansOf(text: string, ...asked: readonly Readonly<Record<string, unknown>>[]) {
  const document = parse(text);
  const planner = new Planner(schema);
  return asked.map((variables) => planner.planOf(operationOf(schema, document, variables)));
}

describe('a plan', () => {
  const SCORE = `query ($ticker: Ticker!, $mode: Mode!, $on: Date) {
    stock(ticker: $ticker) { score(mode: $mode, on: $on) { value } } }`;

  test('is kept for all values that it does not depend on', () => {
    const [first, other, later] = plansOf(
      SCORE,
      { ticker: 'A.NS', mode: 'TRADER', on: '2024-10-08' },
      { ticker: 'B.NS', mode: 'TRADER', on: '2024-10-08' },
      { ticker: 'B.NS', mode: 'TRADER', on: '2024-10-07' },
    );
    expect(other).toBe(first);
    expect(later).not.toBe(first);
    expect([first.days, later.days]).toEqual(
      ['2024-10-08', '2024-10-07'].map((on) => [{ on, method: null }]),
    );
    expect(later.books).toEqual([{ mode: 'TRADER', on: '2024-10-07', method: null, cursor: null }]);
  });

  test('tells a variable that is null from one that is left out, and so has its default', () => {
    const page = 'query ($first: Int = 500) { stocks(first: $first) { nodes { sector { key } } } }';
    const [none, omitted] = plansOf(page, { first: null }, {});
    // Fifty stocks, each with its sector and its key, and ten times as many.
    expect([none.cost, omitted.cost]).toEqual([8, 70]);
    // A null in the place of a Boolean! is refused, so that the field costs its error.
    const bars =
      'query ($adjusted: Boolean = true) { stock(ticker: "A") { bars(adjusted: $adjusted) { totalCount } } }';
    const [refused, read] = plansOf(bars, { adjusted: null }, {});
    expect(refused.cost).toBe(16);
    expect(read.cost).toBeGreaterThan(50);
  });

  test('follows variables of directives, and of arguments within inputs', () => {
    const text = `query ($first: Int, $deep: Boolean!) { whatIf(input: { mode: TRADER, first: $first }) {
      stocks { value stock @include(if: $deep) { name } } } }`;
    const costs = plansOf(
      text,
      { first: 100, deep: false },
      { first: 100, deep: true },
      { first: 200, deep: true },
    ).map(({ cost }) => cost);
    // All stocks that are scored again are 340; then a hundred or two hundred, with their names or without.
    expect(costs).toEqual([348, 357, 374]);
  });

  test('of refused arguments is not kept for others, nor for itself', () => {
    const text = 'query ($mode: Mode = TRADER) { stocks(mode: $mode, first: 500) { nodes { name } } }';
    const [refused, again, fine, omitted] = plansOf(
      text,
      { mode: null },
      { mode: null },
      { mode: 'TRADER' },
      {},
    );
    expect([refused.cost, refused.isRefused, refused.mayBeKept]).toEqual([15, true, false]);
    expect(again).not.toBe(refused);
    expect([fine.isRefused, fine.mayBeKept]).toEqual([false, true]);
    expect(fine.cost).toBeGreaterThan(20);
    expect(omitted).toBe(fine);
  });

  test('names the scopes that an operation needs, and a caller lacks', () => {
    const [plan] = plansOf(
      `{ stock(ticker: "A") { name bars { nodes { close } } score(mode: TRADER) { value } }
      node(id: "${encodeId(numberIds('Run'), 1)}") { id ... on Stock { features { close } } } }`,
      {},
    );
    expect(new Map(plan.needs)).toEqual(
      new Map([
        ['MARKET_READ', new Set(['Query.stock', 'Stock.bars', 'Stock.features'])],
        ['SCORES_READ', new Set(['Query.node', 'Stock.score'])],
      ]),
    );
    expect([...missingScopes(plan.needs, rightsTo(['MARKET_READ'])).keys()]).toEqual(['SCORES_READ']);
    expect(missingScopes(plan.needs, rightsTo(['MARKET_READ', 'SCORES_READ'])).size).toBe(0);
  });

  test('is of no closed session where it asks for something of today', () => {
    const day = (fields: string) =>
      plansOf(`{ ${fields} stock(ticker: "A") { features(on: "2024-10-07") { close } } }`, {})[0];
    expect(day('').days).toEqual([{ on: '2024-10-07', method: null }]);
    for (const fields of [
      'latestCursor',
      'method { name }',
      'sectors { key }',
      'bands(mode: TRADER) { count }',
      // The next version of the service may have another schema.
      '__schema { queryType { name } }',
      't: __type(name: "Stock") { name }',
    ]) {
      expect(day(fields).days).toBeNull();
    }
    expect(day('runs { totalCount }')).toMatchObject({ days: null, mayBeKept: false });
  });
});
