import { describe, expect, test } from '@jest/globals';
import { parse, specifiedRules, validate } from 'graphql';
import type { FieldVisit } from '../../../src/graphql/limits/fieldVisit.js';
import { MOST_SELECTIONS, walkFields } from '../../../src/graphql/limits/walkFields.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { UserError } from '../../../src/userError.js';

const schema = buildGreyoakSchema();

interface Asked {
  readonly operation?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly most?: number;
}

function visitsOf(text: string, { operation, variables, most }: Asked = {}): FieldVisit[] {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const visits: FieldVisit[] = [];
  walkFields(schema, document, operation, variables, (visit) => visits.push(visit), {
    ...(most !== undefined && { most }),
  });
  return visits;
}

const coordinatesOf = (text: string, asked?: Asked): string[] =>
  visitsOf(text, asked).map(({ coordinate }) => coordinate);

describe('fields', () => {
  test('come in the order of the document, each before those within it, with fragments expanded', () => {
    const text = `
      { method { name ...M } ... on Query { stock(ticker: "INFY") { name ... { ticker } } } }
      fragment M on Method { hash bandThresholds { ...B } }
      fragment B on BandThreshold { band }`;
    expect(coordinatesOf(text)).toEqual([
      'Query.method',
      'Method.name',
      'Method.hash',
      'Method.bandThresholds',
      'BandThreshold.band',
      'Query.stock',
      'Stock.name',
      'Stock.ticker',
    ]);
  });

  test('know how many parents there can be, and which field gave them', () => {
    const visits = visitsOf(
      '{ stocks(first: 7) { edges { node { score(mode: TRADER) { pillars { all { score } } } } } } }',
    );
    expect(visits.map(({ coordinate, multiplicity }) => [coordinate, multiplicity])).toEqual([
      ['Query.stocks', 1],
      ['StockConnection.edges', 1],
      ['StockEdge.node', 7],
      ['Stock.score', 7],
      ['Score.pillars', 7],
      ['Pillars.all', 7],
      // 7 scores × 6 pillars
      ['Pillar.score', 42],
    ]);
    const path: string[] = [];
    for (let at: FieldVisit | null = visits[6]; at !== null; at = at.parent) path.unshift(at.field.name);
    expect(path.join('.')).toBe('stocks.edges.node.score.pillars.all.score');
  });

  test('have the arguments that their resolvers get: with variables, their defaults, and those of the schema', () => {
    const text = `query ($mode: Mode = TRADER, $first: Int) {
      stocks(mode: $mode, first: $first, filter: { search: "steel" }) { totalCount }
    }`;
    const argsWith = (variables: Readonly<Record<string, unknown>>) => visitsOf(text, { variables })[0].args;
    expect(argsWith({})).toEqual({
      ...{ mode: 'TRADER', first: 50, include: 'SCORED' },
      filter: { search: 'steel' },
    });
    expect(argsWith({ mode: 'INVESTOR', first: null })).toEqual({
      ...{ mode: 'INVESTOR', first: null, include: 'SCORED' },
      filter: { search: 'steel' },
    });
  });

  test.each<[string, boolean, string[]]>([
    ['stock @skip(if: $yes)', false, []],
    ['stock @skip(if: $no)', true, []],
    ['stock @include(if: $yes)', true, []],
    ['stock @include(if: $no)', false, []],
    ['stock @include(if: true) @skip(if: $no)', true, []],
    ['stock @include(if: $yes) @skip(if: true)', false, []],
    // Null reaches the place of a Boolean! only through a default; the executor refuses it.
    ['stock @include(if: $null) @skip(if: $null)', true, []],
  ])('with %s are walked: %s', (directives, isWalked) => {
    const operation = 'query ($yes: Boolean! = true, $no: Boolean!, $null: Boolean = true)';
    const used = '__typename @skip(if: $yes) @include(if: $no) ... @skip(if: $null) { __typename }';
    const conditions = directives.replace('stock ', '');
    const variables = { no: false, null: null };
    const field = `${operation} { ${used} stock(ticker: "A") ${conditions} { name } }`;
    const inline = `${operation} { ${used} ... ${conditions} { stock(ticker: "A") { name } } }`;
    const spread = `${operation} { ${used} ...F ${conditions} } fragment F on Query { stock(ticker: "A") { name } }`;
    for (const text of [field, inline, spread]) {
      expect(coordinatesOf(text, { variables })).toEqual(isWalked ? ['Query.stock', 'Stock.name'] : []);
    }
  });

  test('of a node are those of all its types; of a type, those of no other one', () => {
    expect(
      coordinatesOf('{ node(id: "x") { id ... on Stock { name } ...R } } fragment R on Run { total }'),
    ).toEqual(['Query.node', 'Node.id', 'Stock.name', 'Run.total']);
    expect(
      coordinatesOf(
        '{ stock(ticker: "A") { ... on Node { id ... on Stock { name } ... on Run { total } } } }',
      ),
    ).toEqual(['Query.stock', 'Stock.id', 'Stock.name']);
  });

  test('of introspection are left out, wherever they stand', () => {
    const text =
      '{ __typename s: __schema { types { name } } method { __typename name } __type(name: "Run") { name } }';
    expect(coordinatesOf(text)).toEqual(['Query.method', 'Method.name']);
  });

  test('are those of the operation that is asked for', () => {
    const text = 'query A { method { name } } query B { sectors { key } }';
    expect(coordinatesOf(text, { operation: 'A' })).toEqual(['Query.method', 'Method.name']);
    expect(coordinatesOf(text, { operation: 'B' })).toEqual(['Query.sectors', 'Sector.key']);
  });

  test('are none where nothing will be executed', () => {
    const two = 'query A { method { name } } query B { sectors { key } }';
    expect(coordinatesOf(two)).toEqual([]);
    expect(coordinatesOf(two, { operation: 'C' })).toEqual([]);
    const text = 'query ($ticker: Ticker!) { method { name } stock(ticker: $ticker) { name } }';
    expect(coordinatesOf(text, { variables: {} })).toEqual([]);
    expect(coordinatesOf(text, { variables: { ticker: 'INFY' } })).toHaveLength(4);
  });

  test('whose arguments are refused are left out, and the fields next to them are not', () => {
    const text =
      'query ($adjusted: Boolean = true) { stock(ticker: "A") { bars(adjusted: $adjusted) { totalCount } name } }';
    expect(coordinatesOf(text, { variables: { adjusted: null } })).toEqual(['Query.stock', 'Stock.name']);
  });
});

describe('the number of selections', () => {
  const REFUSAL =
    'Expected an operation of at most 4 selections, fragments counted as often as they are spread, got more: ' +
    'ask for less at once.';

  test('may be the greatest, and not one more', () => {
    // Two spreads, and a field of each; introspection counts, since it must be looked at.
    const text = '{ ...A ...A } fragment A on Query { __typename }';
    expect(coordinatesOf(text, { most: 4 })).toEqual([]);
    const oneMore = text.replace('__typename', '__typename a: __typename');
    expect(() => visitsOf(oneMore, { most: 4 })).toThrow(new UserError(REFUSAL));
  });

  test('ends the walk of a bomb of fragments early', () => {
    const bomb = (spreads: number, levels: number) => {
      const fragments = Array.from(
        { length: levels },
        (_, k) => `fragment F${k} on Query { method { name } ${`...F${k + 1} `.repeat(spreads)} }`,
      );
      return `{ ...F0 } ${fragments.join(' ')} fragment F${levels} on Query { __typename }`;
    };
    let visits = 0;
    const walk = (text: string) =>
      walkFields(schema, parse(text, { noLocation: true }), null, {}, () => visits++);
    // 2 ** 30 fields.
    expect(() => walk(bomb(2, 30))).toThrow(UserError);
    expect(() => walk(bomb(300, 12))).toThrow(UserError);
    expect(visits).toBeLessThanOrEqual(2 * MOST_SELECTIONS);
    // A chain that is longer than the stack is deep: 2 selections and a name for each, one spread at the root, one field at the end.
    visits = 0;
    walk(bomb(1, 6_000));
    expect(visits).toBe(12_000);
  });

  test('ends the walk of a fragment within itself, which validation refuses', () => {
    const cycle = parse('{ ...A } fragment A on Query { ...A }');
    expect(() => walkFields(schema, cycle, null, {}, () => undefined)).toThrow(UserError);
  });
});
