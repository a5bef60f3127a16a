import { describe, expect, test } from '@jest/globals';
import { parse, specifiedRules, validate } from 'graphql';
import { subgraphSdl } from '../../../src/graphql/federation/subgraphSdl.js';
import { unitsOf, type CountedWork } from '../../../src/graphql/limits/countedWork.js';
import { PRICES } from '../../../src/graphql/limits/prices.js';
import { costOf } from '../../support/graphql/costOf.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { triedUnits } from '../../../src/graphql/whatIf/policies.js';
import { readSettings } from '../../../src/settings.js';
import { UserError } from '../../../src/userError.js';

const MAX_COST = readSettings({}).limits.cost;

const schema = buildGreyoakSchema();

function mostOf(
  text: string,
  variables?: Readonly<Record<string, unknown>>,
  operation?: string,
): CountedWork {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  return costOf(schema, document, operation, variables);
}

/** The objects of the answer, and the rows that are read. */
function cost(text: string, variables?: Readonly<Record<string, unknown>>, operation?: string): number {
  const { objects, rows } = mostOf(text, variables, operation);
  return objects + rows;
}

/** Objects and rows by field, as they were counted by hand. */
const sum = (...parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

describe('the cost of', () => {
  test("one stock's card", () => {
    const card = `{ stock(ticker: "INFY") { name sector { name } score(mode: INVESTOR) {
      value band confidence { value }
      pillars { all { name score contribution components { name points } } }
      penalty { total parts { kind points } }
      guardrails { fired }
      provenance { computedAt reproduced run { id } }
    } } }`;
    expect(cost(card)).toBe(
      sum(
        1, // stock
        1, // sector
        1 + 1, // score, and its run
        1, // confidence
        1, // pillars
        6, // all
        10 + 5 + 3 + 3 + 2 + 3, // components
        1, // penalty
        5, // parts
        6, // guardrails
        1, // provenance
        1, // run
      ),
    );
  });

  test('a page of 50 with pillars and penalties', () => {
    const page = `{ stocks(first: 50, orderBy: { field: SCORE }) {
      totalCount pageInfo { endCursor }
      nodes { ticker score(mode: INVESTOR) { value pillars { all { score } } penalty { parts { points } } } }
    } }`;
    // The stock, its score and the run (1 + 1), pillars (1), all (6), penalty (1), parts (5).
    const each = 1 + 2 + 1 + 6 + 1 + 5;
    // The connection; pageInfo.
    expect(cost(page)).toBe(1 + 1 + 50 * each);
    expect(cost(page)).toBe(802);
  });

  test('50 aliased stocks', () => {
    const stocks = Array.from(
      { length: 50 },
      (_, k) => `s${k}: stock(ticker: "S${k}") { score(mode: TRADER) { value } }`,
    );
    // Each: stock 1, score 1 + 1.
    expect(cost(`{ ${stocks.join(' ')} }`)).toBe(50 * 3);
  });

  test('a history of 100 with components', () => {
    const history =
      '{ stock(ticker: "A") { scores(mode: TRADER) { nodes { pillars { all { components { z } } } } } } }';
    expect(cost(history)).toBe(
      sum(
        1, // stock
        1 + 101, // the connection; a row more than the page
        100, // nodes
        100, // pillars
        600, // all
        100 * (10 + 5 + 3 + 3 + 2 + 3), // components
      ),
    );
  });

  test('nodes by ids, with the fields of all types', () => {
    const nodes = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      id ... on Stock { sector { key } } ... on Score { penalty { total } pillars { all { score } } } } }`;
    // Each: the node 1, with its row and perhaps its run 2; sector 1, penalty 1, pillars 1, all 6.
    expect(cost(nodes, { ids: ['a', 'b', 'c'] })).toBe(3 * (1 + 2 + 1 + 1 + 1 + 6));
    expect(cost(nodes, { ids: [] })).toBe(0);
    // A list of one, as GraphQL has it.
    expect(cost(nodes, { ids: 'a' })).toBe(12);
    expect(cost('{ node(id: "a") { id } }')).toBe(3);
  });

  test.each([
    ['node(id: "a") { id }', 1],
    ['nodes(ids: ["a", "b", "c"]) { id }', 3],
    ['_entities(representations: [{ a: 1 }, { a: 2 }, { a: 3 }]) { __typename }', 3],
  ])('%s: each is looked up, which costs more than the row of a score', (field, count) => {
    const { rows, work } = mostOf(`{ ${field} }`);
    expect(rows).toBe(2 * count);
    expect(work).toBeGreaterThanOrEqual(PRICES.found * count);
  });

  test('a what-if: the whole cross-section, and what is listed of it', () => {
    const tried = `query ($first: Int) { whatIf(input: { mode: TRADER, first: $first }) {
      bands { count } stocks { value stock { name } base { value } } } }`;
    // whatIf 1; bands 4; each stock 1, with stock 1 and base 1.
    expect(cost(tried, { first: 10 })).toBe(1 + 4 + 10 * 3);
    for (const variables of [{}, { first: null }]) expect(cost(tried, variables)).toBe(1 + 4 + 50 * 3);
    // Two thousand stocks that are scored again.
    expect(mostOf(tried, {}).work).toBe(triedUnits(2_000));
  });

  test('bars, with a row more than the page, splits and features', () => {
    // stock 1; bars 1 + 261 + 20 + 1, or 1 + 6 + 20 + 1; their nodes; edges with their nodes.
    expect(cost('{ stock(ticker: "A") { bars { nodes { close } } } }')).toBe(1 + 283 + 260);
    expect(
      cost('{ stock(ticker: "A") { bars(first: 5) { nodes { close } edges { node { close } } } } }'),
    ).toBe(1 + 28 + 5 + 5 + 5);
  });

  test('facts, which are read from more than their answer shows', () => {
    const facts = '{ stock(ticker: "A") { features { close } fundamentals { pe } shareholding { source } } }';
    // stock 1; features 1 + 1; fundamentals 1 + 1 + 600; shareholding 1 + 1 + 40.
    expect(cost(facts)).toBe(1 + 2 + 602 + 42);
  });

  test('counts and previous scores', () => {
    const text = `{ runs(first: 3) { totalCount nodes { id } }
      stock(ticker: "A") { scores(mode: TRADER, first: 2) { totalCount nodes { previous { value } } } } }`;
    // runs 1 + 4, count 1, nodes 3; stock 1, scores 1 + 3, count 1, nodes 2, each previous 1 + 1.
    expect(cost(text)).toBe(5 + 1 + 3 + 1 + 4 + 1 + 2 + 2 * 2);
  });

  test('sectors', () => {
    // Each 1, its momentum 1 + 1; their companies are counted in memory.
    expect(cost('{ sectors { key stockCount momentum { z } } }')).toBe(40 * 3);
  });

  test('the method and the bands', () => {
    const method =
      '{ method { weights(mode: TRADER) { weight } bandThresholds { band } guardrailThresholds { mode } } }';
    expect(cost(method)).toBe(1 + 6 + 4 + 7);
    // Four bands, of a book in memory.
    expect(cost('{ bands(mode: TRADER) { count } }')).toBe(4);
  });

  test('next to nothing is one unit', () => {
    expect(unitsOf(mostOf('{ __typename }'))).toBe(1);
    expect(unitsOf(mostOf('{ stock(ticker: "A") @skip(if: true) { name } }'))).toBe(1);
  });

  test('introspection is that of its objects and texts', () => {
    const { objects, leaves } = mostOf('{ __schema { types { name fields { name description } } } }');
    // The schema, types, and some fields of each.
    expect(objects).toBe(1 + 120 + 120 * 6);
    expect(leaves).toBe(120 + 120 * 6 * 2);
  });
});

describe('scalars', () => {
  const aliases = (count: number, field: string): string =>
    Array.from({ length: count }, (_, k) => `a${k}: ${field}`).join(' ');

  test.each([
    ['texts', 'score(mode: TRADER) { guardrails { FIELD } }', 'reason', 6],
    ['short texts', 'FIELD', 'ticker', 1],
    ['names of types', 'sector { FIELD }', '__typename', 1],
  ])('cost as often as there are objects that have them: %s', (_, place, field, times) => {
    const page = (count: number): CountedWork =>
      mostOf(`{ stocks(first: 100) { nodes { ${place.replace('FIELD', aliases(count, field))} } } }`);
    const [one, many] = [page(1), page(51)];
    expect(many.leaves - one.leaves).toBe(100 * times * 50);
    expect(many.bytes - one.bytes).toBeGreaterThan(100 * times * 50 * (field.length + 4));
    expect(unitsOf(many) - unitsOf(one)).toBeGreaterThan(100 * times * 50 * PRICES.leaf);
  });

  test('cost by the bytes that they may have', () => {
    const documents = mostOf(`{ method { ${aliases(80, 'document')} } }`);
    expect(documents.bytes).toBeGreaterThan(80 * 4_096);
    expect(unitsOf(documents)).toBeGreaterThan((80 * 4_096) / PRICES.bytesPerUnit);
  });

  test('cost as many bytes as the SDL has, each time that it is asked for', () => {
    const sdl = JSON.stringify(subgraphSdl(schema)).length;
    expect(mostOf(`{ _service { ${aliases(80, 'sdl')} } }`).bytes).toBeGreaterThan(80 * sdl);
  });

  test('cost by the length of their aliases', () => {
    const of = (alias: string) => mostOf(`{ stocks(first: 500) { nodes { ${alias}: ticker } } }`).bytes;
    expect(of('a'.repeat(201)) - of('a')).toBe(500 * 200);
  });

  test('make the attack that asks for 368 MB too dear', () => {
    const attack = `{ stocks(first: 120) { nodes { scores(mode: INVESTOR, first: 60) { nodes {
      guardrails { ${aliases(100, 'reason')} } } } } } }`;
    expect(unitsOf(mostOf(attack))).toBeGreaterThan(20 * MAX_COST);
  });
});

describe('ordinary operations', () => {
  test.each([
    ['one stock', '{ stock(ticker: "A") { name score(mode: INVESTOR) { value band } } }', 10],
    [
      'a page of 50',
      `{ stocks(first: 50) { nodes { ticker name score(mode: INVESTOR) { value band
        pillars { all { name score contribution } } penalty { total parts { kind points } } } } } }`,
      200,
    ],
    [
      'a history of 100',
      '{ stock(ticker: "A") { scores(mode: TRADER) { nodes { date value band } } } }',
      200,
    ],
    [
      'a chart of 260 bars',
      '{ stock(ticker: "A") { bars { nodes { date open high low close volume } } } }',
      200,
    ],
  ])('stay cheap: %s', (_, text, most) => {
    expect(unitsOf(mostOf(text))).toBeLessThan(most);
  });
});

describe('the cost', () => {
  const page = `query ($first: Int, $deep: Boolean = false) { stocks(first: $first) {
    nodes { ...S } edges @include(if: $deep) { node { ...S } } } } fragment S on Stock { sector { key } }`;

  test('follows the variables', () => {
    // The connection 1; each node 1, its sector 1.
    expect(cost(page, { first: 10 })).toBe(1 + 10 * 2);
    expect(cost(page, { first: 500 })).toBe(1 + 500 * 2);
    expect(cost(page, {})).toBe(1 + 50 * 2);
    expect(cost(page, { first: null })).toBe(1 + 50 * 2);
    expect(cost(page, { first: 0 })).toBe(1);
  });

  test('of a page that is refused is that of the nearest one', () => {
    expect(cost(page, { first: 501 })).toBe(cost(page, { first: 500 }));
    expect(cost(page, { first: -1 })).toBe(cost(page, { first: 0 }));
  });

  test('counts nodes and edges, and leaves out what is skipped', () => {
    // Each edge 1, its node 1, the sector 1.
    expect(cost(page, { first: 10, deep: true })).toBe(1 + 10 * 2 + 10 * 3);
  });

  test.each([
    ['last: 3', 3, 3],
    ['last: 3, first: null', 3, 3],
    // The default of `first` counts as left out.
    ['last: 3, first: 100', 3, 3],
    ['last: 3, first: 10', 3, 10],
    ['last: 10, first: 3', 3, 10],
    ['last: null', 100, 100],
    ['last: 900', 500, 500],
    ['last: -1', 0, 0],
  ])('of a page from the end: %s', (size, items, read) => {
    // The stock, the connection, a row more than the page, and its nodes.
    const text = `{ stock(ticker: "A") { scores(mode: TRADER, ${size}) { nodes { value } } } }`;
    expect(cost(text)).toBe(1 + 1 + (read + 1) + items);
  });

  test('is the same for fields in fragments, and twice that for a field that comes twice', () => {
    const plain = cost('{ stock(ticker: "A") { score(mode: TRADER) { penalty { parts { points } } } } }');
    const inFragments = `{ ...Q } fragment Q on Query { stock(ticker: "A") { ... on Stock { ... on Node { ...S } } } }
      fragment S on Stock { score(mode: TRADER) { penalty { ... { parts { points } } } } }`;
    // stock 1, score 1 + 1, penalty 1, parts 5.
    expect(plain).toBe(9);
    expect(cost(inFragments)).toBe(plain);
    expect(cost('{ ...Q ...Q } fragment Q on Query { stock(ticker: "A") { name } }')).toBe(2 * 1);
  });

  test('is that of the operation asked for', () => {
    const text = 'query A { method { name } } query B { sectors { key } }';
    expect(cost(text, {}, 'A')).toBe(1);
    expect(cost(text, {}, 'B')).toBe(40);
  });

  test('stays a whole number, however deep the lists are nested', () => {
    const deep = (levels: number): string =>
      `{ stock(ticker: "A") { ${'scores(mode: TRADER, first: 500) { nodes { stock { '.repeat(levels)} name ${'} } }'.repeat(levels)} } }`;
    // stock 1, then at each level, for each stock: the connection 1 + 501, nodes 500, their stocks 500.
    expect(cost(deep(2))).toBe(1 + 1_502 + 500 * 1_502);
    expect(unitsOf(mostOf(deep(10)))).toBe(Number.MAX_SAFE_INTEGER);
    expect(cost(deep(150).replace('first: 500', 'first: 0'))).toBe(1 + 2);
  });

  test('of a bomb of fragments is not computed', () => {
    const fragments = Array.from(
      { length: 30 },
      (_, k) => `fragment F${k} on Query { ...F${k + 1} ...F${k + 1} }`,
    );
    const bomb = `{ ...F0 } ${fragments.join(' ')} fragment F30 on Query { method { name } }`;
    expect(() => cost(bomb)).toThrow(UserError);
  });
});
