import { describe, expect, test } from '@jest/globals';
import { execute, GraphQLError, isObjectType, type ExecutionResult } from 'graphql';
import { compilableDocument } from '../../../src/graphql/operation/compiled/compilableDocument.js';
import { CompiledOperations } from '../../../src/graphql/operation/compiledOperations.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { UserError } from '../../../src/userError.js';
import { DAY } from '../../support/days/day.js';
import { operationOf } from '../../support/graphql/operationOf.js';
import { stubContext } from '../../support/graphql/stubContext.js';

const schema = buildGreyoakSchema();
const [TICKER] = DAY.section.tickers;
const OTHER = DAY.section.tickers[1];

type Values = Readonly<Record<string, unknown>>;

const plain = (result: ExecutionResult): unknown => JSON.parse(JSON.stringify(result));

/** Executed by graphql-js, and by ours four times: the last two are compiled. */
async function answersOf(query: string, variables: Values = {}) {
  const operation = operationOf(schema, query, variables);
  const operations = new CompiledOperations(schema);
  const ours: unknown[] = [];
  for (let time = 0; time < 4; time++) ours.push(plain(await operations.execute(operation, stubContext())));
  const { document } = operation;
  const reference = await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: stubContext(),
  });
  return { ours, reference: plain(reference), compilable: compilableDocument(schema, operation) !== null };
}

const F = 'fragment F on Sector { key name }';

describe('a compiled operation answers as graphql-js does', () => {
  const cases: readonly [what: string, query: string, variables?: Values][] = [
    [
      'a fragment that is left out once, and spread again',
      `query ($x: Boolean!) { sectors { ...F @include(if: $x) ...F } } ${F}`,
      { x: false },
    ],
    [
      'a fragment within a field that is left out, which comes again',
      `query ($x: Boolean!) { sectors @include(if: $x) { ... { key } } sectors { name } }`,
      { x: false },
    ],
    [
      'conditions of literals',
      '{ sectors { key @skip(if: true) name @include(if: true) ...F @skip(if: true) } } ' + F,
    ],
    ['everything left out', 'query ($x: Boolean!) { sectors @skip(if: $x) { key } }', { x: true }],
    ['a condition with a default', 'query ($x: Boolean = false) { sectors { key name @include(if: $x) } }'],
    [
      'names that are JavaScript’s own',
      `{ constructor: method { toString: name hasOwnProperty: hash __defineGetter__: name valueOf: hash then: name
        toJSON: hash length: name } }`,
    ],
    [
      'names with underscores',
      '{ some_sectors: sectors { the_key: key } best_stocks: stocks { the_nodes: nodes { the_name: name } } }',
    ],
    [
      'a default within an input, of a variable that is left out',
      'query ($to: Direction = ASC, $no: StockFilter) { stocks(filter: $no, orderBy: { field: TICKER, direction: $to }, first: 2) { nodes { ticker } } }',
    ],
    [
      'a variable within an input that is left out',
      'query ($least: Float) { stocks(first: 3, filter: { score: { min: $least, max: 60 } }) { nodes { ticker } } }',
    ],
    [
      'one value for a list',
      'query ($t: [Ticker!]) { stocks(filter: { tickers: $t }) { totalCount } }',
      { t: TICKER },
    ],
    [
      'variables within a list',
      'query ($a: Ticker!, $b: Ticker!) { stocks(filter: { tickers: [$a, $b] }) { nodes { ticker } } }',
      { a: TICKER, b: OTHER },
    ],
    [
      'whole numbers with a decimal part',
      'query ($n: Int) { stocks(first: $n) { nodes { ticker } } }',
      { n: 1.0 },
    ],
    [
      'fragments on an interface',
      `{ nodes(ids: ["${id('Stock', TICKER)}", "${id('Sector', 'energy')}"]) {
      ... on Node { id } ... on Stock { name } ... on Sector { key } ...G } } fragment G on Node { ... on Stock { ticker } }`,
    ],
    [
      'texts with separators of lines',
      'query { stocks(filter: { search: "\u2028 \u2029 ` ${1} \\" \\\\" }) { totalCount } }',
    ],
  ];

  test.each(cases.map(([what, query, variables = {}]) => ({ what, query, variables })))(
    '$what',
    async (asked) => {
      const { query, variables } = asked;
      const { ours, reference, compilable } = await answersOf(query, variables);
      expect(ours).toEqual(ours.map(() => reference));
      expect(reference).toHaveProperty('data');
      expect(reference).not.toHaveProperty('errors');
      expect(compilable).toBe(true);
    },
  );

  const confusing: readonly [what: string, query: string][] = [
    ['a name that makes an object’s prototype', '{ method { __proto__: name hash } }'],
    [
      'two paths of one name',
      `{ c: stock(ticker: "A") { a_b: score(mode: TRADER) { previous { value } } }
      b_c: stock(ticker: "${TICKER}") { a: score(mode: TRADER) { previous { previous { value } } } } }`,
    ],
    [
      'a path with the name of a list',
      `{ s: stocks(first: 2) { n: nodes { x: score(mode: TRADER) { value } } }
      x_idx0_n_s: stock(ticker: "${TICKER}") { name } }`,
    ],
  ];

  test.each(confusing)('%s, which is not compiled', async (_, query) => {
    const { ours, reference, compilable } = await answersOf(query);
    expect(ours).toEqual(ours.map(() => reference));
    expect(reference).not.toHaveProperty('errors');
    expect(compilable).toBe(false);
  });
});

function id(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

describe('a null where none is allowed', () => {
  test.each<[what: string, query: string, message: string, path: readonly unknown[] | undefined]>([
    [
      'argument',
      'query ($v: Mode = TRADER) { sectors { key } stocks(mode: $v) { totalCount } }',
      'Argument "mode" of non-null type "Mode!" must not be null.',
      ['stocks'],
    ],
    [
      'list item',
      'query ($v: Ticker = "A") { stocks(filter: { tickers: [$v] }) { totalCount } }',
      'Argument "filter" has invalid value {tickers: [$v]}.',
      ['stocks'],
    ],
    [
      'field of an input',
      'query ($v: Direction = ASC) { stocks(orderBy: { field: NAME, direction: $v }) { totalCount } }',
      'Argument "orderBy" has invalid value {field: NAME, direction: $v}.',
      ['stocks'],
    ],
    [
      'condition',
      'query ($v: Boolean = true) { sectors { key @include(if: $v) } }',
      'Argument "if" of non-null type "Boolean!" must not be null.',
      ['sectors', 0],
    ],
    [
      'condition of a root field',
      'query ($v: Boolean = true) { sectors @skip(if: $v) { key } }',
      'Argument "if" of non-null type "Boolean!" must not be null.',
      undefined,
    ],
  ])('%s is bad input each time, with the sentence of graphql-js', async (_, query, message, path) => {
    const { ours, reference } = await answersOf(query, { v: null });
    const error = { message, locations: expect.anything(), ...(path && { path }) };
    const told = reference as { data: unknown; errors: object[] };
    expect(told.errors[0]).toEqual(error);
    const errors = told.errors.map((one) => ({ ...one, extensions: { code: 'BAD_USER_INPUT' } }));
    expect(ours).toEqual(ours.map(() => ({ data: null, errors })));
  });
});

describe('what a client writes', () => {
  test('is never code', async () => {
    // graphql-jit 0.8.9 writes a text that begins like this as `new Date(…)`, with what follows.
    const text = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0), injected: globalThis.injected = (1';
    const { ours, reference } = await answersOf(`{ stocks(filter: { search: "${text}" }) { totalCount } }`);
    expect(ours).toEqual(ours.map(() => reference));
    expect(globalThis).not.toHaveProperty('injected');
  });

  test('is in the compiled document in names alone', () => {
    const operation = operationOf(
      schema,
      'query Secret($v: Int) { a: stocks(first: $v, filter: { search: "secret" }) { nodes { b: ticker @skip(if: false) } } }',
    );
    const compilable = compilableDocument(schema, operation);
    expect(compilable?.places.map(({ field }) => field.name)).toEqual(['stocks']);
    expect(JSON.stringify(compilable?.document)).not.toMatch(/secret|search|"v"|skip/i);
  });

  test('is not compiled where it is too much', () => {
    const stocks = (k: number) => `s${k}: stocks { nodes { ticker name id industry isin } }`;
    const text = (many: number) => `{ ${Array.from({ length: many }, (_, k) => stocks(k)).join(' ')} }`;
    expect(compilableDocument(schema, operationOf(schema, text(20)))).not.toBeNull();
    expect(compilableDocument(schema, operationOf(schema, text(100)))).toBeNull();
    // What is on an interface is compiled for each of its types.
    const node = (many: number) =>
      `{ node(id: "x") { ${Array.from({ length: many }, (_, k) => `i${k}: id`).join(' ')} } }`;
    expect(compilableDocument(schema, operationOf(schema, node(15)))).not.toBeNull();
    expect(compilableDocument(schema, operationOf(schema, node(150)))).toBeNull();
  });

  test('cannot make one name of graphql-jit mean two fields of the schema', () => {
    const names = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.keys(type.getFields()).map((field) => type.name + field)
        : [],
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('CompiledOperations', () => {
  test('report errors as graphql-js does: what was thrown, where, and for which field', async () => {
    const query = `{
      stocks(first: 1) { nodes { ticker } }
      wrong: stocks(first: -1) { nodes { ticker } } }`;
    const operations = new CompiledOperations(schema);
    const operation = operationOf(schema, query);
    const interpreted = await operations.execute(operation, stubContext());
    await operations.execute(operation, stubContext());
    const compiled = await operations.execute(operation, stubContext());
    const [error] = compiled.errors ?? [];
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error.originalError).toBeInstanceOf(UserError);
    expect(compiled.errors).toEqual(interpreted.errors);
    expect(error.toJSON()).toEqual({
      message: expect.stringContaining('got -1'),
      path: ['wrong'],
      locations: [{ line: 3, column: 7 }],
    });
  });

  test('count what is limited once, where an error has an operation executed once more', async () => {
    const operation = operationOf(
      schema,
      '{ whatIf(input: { mode: TRADER }) { methodHash } stocks(first: -1) { totalCount } }',
    );
    const operations = new CompiledOperations(schema);
    for (let time = 0; time < 4; time++) {
      const taken = new Set<string>();
      let calls = 0;
      const take = async (name: string, subject: string | number) => {
        calls += taken.has(`${name} ${subject}`) ? 0 : 1;
        taken.add(`${name} ${subject}`);
      };
      const { errors } = await operations.execute(operation, { ...stubContext(), rateLimits: { take } });
      expect({ calls, errors: errors?.length }).toEqual({ calls: 1, errors: 1 });
    }
  });

  test('forget operations that have not been sent for long', async () => {
    const operations = new CompiledOperations(schema);
    for (let k = 0; k < 510; k++) {
      const operation = operationOf(schema, `{ a${k}: __typename }`);
      for (let time = 0; time < 4; time++) {
        expect(await operations.execute(operation, stubContext())).toEqual({ data: { [`a${k}`]: 'Query' } });
      }
    }
  });
});
