import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readPersistedOperations } from '../../src/http/persistedOperations.js';

const SCHEMA = buildSchema('type Query { greeting: String, stock(ticker: String!): String }');
const GREETING = 'query Greeting { greeting }';
const STOCK = 'query Stock($ticker: String!) { stock(ticker: $ticker) }';
const FORMS =
  'JSON as {"<sha256>": "<document>", …} or as the manifest of Apollo, ' +
  '{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id", "name", "type", "body"}, …]}';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'persisted-operations-'));
  path = join(folder, 'operations.json');
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: unknown): ReadonlyMap<string, string> {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readPersistedOperations(path, SCHEMA);
}

/** The text of the refusal; an empty one where nothing was refused as a UserError. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError') return error.message;
  }
  return '';
}

const manifest = (operations: unknown): unknown => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
});

describe('persisted operations', () => {
  const BOTH = new Map([
    [sha256(GREETING), GREETING],
    [sha256(STOCK), STOCK],
  ]);

  test('are read from a table of hashes, as relay-compiler and graphql-codegen write it', () => {
    expect(read(Object.fromEntries(BOTH))).toEqual(BOTH);
    // `printf 'query Greeting { greeting }' | sha256sum`
    expect([...read({ [sha256(GREETING)]: GREETING }).keys()]).toEqual([
      '7420949d383561875d216ad39c4da487de6ffb1b4dad2cbf2cdfedb5641a5a7b',
    ]);
  });

  test('are read from the manifest of Apollo', () => {
    const operations = [
      { id: sha256(GREETING), name: 'Greeting', type: 'query', body: GREETING },
      { id: sha256(STOCK), name: 'Stock', type: 'query', body: STOCK },
    ];
    expect(read(manifest(operations))).toEqual(BOTH);
  });

  test('may be none', () => {
    expect(read({}).size).toBe(0);
    expect(read(manifest([])).size).toBe(0);
  });
});

describe('a file of persisted operations', () => {
  test('that cannot be read is refused', () => {
    const missing = join(folder, 'missing.json');
    expect(refusalOf(() => readPersistedOperations(missing, SCHEMA))).toBe(
      `Expected a file of persisted operations at ${missing}, but it cannot be read: ` +
        `it does not exist, or a folder of its path does not (ENOENT): check the path; ` +
        `fix the path, or write there ${FORMS}.`,
    );
    expect(refusalOf(() => readPersistedOperations(folder, SCHEMA))).toContain(
      'it cannot be read: it is a folder (EISDIR)',
    );
  });

  test('that is not JSON is refused', () => {
    for (const content of ['', '{"a": ', 'query { greeting }']) {
      expect(refusalOf(() => read(content))).toBe(
        `Expected persisted operations in ${path}, ${FORMS}, but it is not JSON: generate the file again.`,
      );
    }
  });

  test.each([
    [[], 'the file is wrong (Invalid input: expected record, received array)'],
    [null, 'the file is wrong (Invalid input: expected record, received null)'],
    [7, 'the file is wrong (Invalid input: expected record, received number)'],
    [{ abc: 7 }, 'abc is wrong (Invalid input: expected string, received number)'],
    [{ format: 'other' }, 'format is wrong (Invalid input: expected "apollo-persisted-query-manifest")'],
    [
      { format: 'apollo-persisted-query-manifest', version: 2, operations: [] },
      'version is wrong (Invalid input: expected 1)',
    ],
    [manifest({}), 'operations is wrong (Invalid input: expected array, received object)'],
    [
      manifest([{ id: 'a', name: 'A', type: 'query' }]),
      'operations.0.body is wrong (Invalid input: expected string, received undefined)',
    ],
  ])('of another form is refused: %j', (content, problem) => {
    expect(refusalOf(() => read(content))).toBe(
      `Expected persisted operations in ${path}, ${FORMS}, but ${problem}: generate the file again.`,
    );
  });

  test("with a hash that is not its document's is refused", () => {
    const md5 = createHash('md5').update(GREETING).digest('hex');
    for (const id of [md5, sha256(STOCK), sha256(GREETING).toUpperCase(), '']) {
      const expected =
        `Expected each operation in ${path} under the SHA-256 of its document in lower-case hex, but ` +
        `"${id}" stands where ${sha256(GREETING)} belongs: have the tool that writes the file use ` +
        'sha256, and generate the file again.';
      expect(refusalOf(() => read({ [sha256(STOCK)]: STOCK, [id]: GREETING }))).toBe(expected);
      const operation = { id, name: 'Greeting', type: 'query', body: GREETING };
      expect(refusalOf(() => read(manifest([operation])))).toBe(expected);
    }
  });

  test.each([
    ['query {', 'Syntax Error: Expected Name, found <EOF> (line 1, column 8).'],
    ['', 'Syntax Error: Unexpected <EOF> (line 1, column 1).'],
  ])('with a document that cannot be parsed is refused: %j', (document, problem) => {
    expect(refusalOf(() => read({ [sha256(document)]: document }))).toBe(
      `Expected the operation ${sha256(document)} in ${path} to be a document of GraphQL, but it cannot be parsed: ` +
        `${problem} Fix it, and generate the file again.`,
    );
  });

  test('with a document so deep that the parser gives up is refused', () => {
    const document = '{a'.repeat(100_000);
    expect(refusalOf(() => read({ [sha256(document)]: document }))).toContain(
      'cannot be parsed: Maximum call stack size exceeded. Fix it',
    );
  });

  test.each([
    ['{ greeting\n  salute shout }', 'Cannot query field "salute" on type "Query" (line 2, column 3).'],
    [
      '{ stock }',
      'Field "stock" argument "ticker" of type "String!" is required, but it was not provided (line 1, column 3).',
    ],
    ['type Query { a: Int }', 'The "Query" definition is not executable (line 1, column 1).'],
  ])('with a document that the schema cannot answer is refused: %j', (document, problem) => {
    expect(refusalOf(() => read({ [sha256(GREETING)]: GREETING, [sha256(document)]: document }))).toBe(
      `Expected the operation ${sha256(document)} in ${path} to be valid against the schema of this server, ` +
        `but it is not: ${problem} Fix it, and generate the file again.`,
    );
  });
});
