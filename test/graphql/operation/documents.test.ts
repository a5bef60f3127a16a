import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSchema, GraphQLError, type DocumentNode } from 'graphql';
import { PRICES } from '../../../src/graphql/limits/prices.js';
import { maxAliases } from '../../../src/graphql/limits/maxAliases.js';
import { Documents } from '../../../src/graphql/operation/documents.js';
import { DocumentLimits } from '../../../src/http/documentLimits.js';
import { documentStore } from '../../../src/http/documentStore.js';
import { appWith, closeApps, SCHEMA } from '../../support/http/app.js';

afterEach(closeApps);

const schema = buildSchema('type Query { a: Int } type Subscription { b: Int }');
const documentsOf = () => new Documents({ schema, rules: [maxAliases(1)], maxTokens: 50 });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const codesOf = (read: ReturnType<Documents['read']>): unknown =>
  'kind' in read ? [] : read.map(({ extensions }) => extensions['code']);

/** Admits a document, refused or not, and returns what it was charged. */
function unitsOf(documents: Documents, text: string): number {
  let sum = 0;
  try {
    documents.admit(text, PRICES.request, (units) => (sum += units));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return sum;
}

describe('Documents', () => {
  test('give one object for a text, and charge for reading it once', () => {
    const documents = documentsOf();
    expect(unitsOf(documents, '{ a }')).toBeGreaterThan(PRICES.request + PRICES.document);
    for (let k = 0; k < 2; k++) expect(unitsOf(documents, '{ a }')).toBe(PRICES.request);
    const document = documents.read('{ a }');
    expect(document).toMatchObject({ kind: 'Document' });
    expect(documents.read('{ a }')).toBe(document);
    expect(documents.parsed('{ a }')).toBe(document);
    expect(documents.byHash(sha256('{ a }'))).toBe(document);
    expect(documents.known(sha256('{ a }'))).toBe(document);
  });

  test('do not keep a document that could not be charged', () => {
    const documents = documentsOf();
    const refuse = () => {
      throw new Error('no units are left');
    };
    expect(() => documents.admit('{ a }', PRICES.request, refuse)).toThrow('no units are left');
    expect(documents.parsed('{ a }')).toBeNull();
  });

  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ x: a y: a }', 'BAD_USER_INPUT'],
  ])('report what is wrong with %j, each time', (text, code) => {
    const documents = documentsOf();
    documents.admit(text, PRICES.request, () => undefined);
    for (let k = 0; k < 2; k++) expect(codesOf(documents.read(text))).toEqual([code]);
  });

  test('refuse a document with too many tokens before it is parsed', () => {
    expect(() => documentsOf().admit(`{ ${'a '.repeat(60)} }`, PRICES.request, () => undefined)).toThrow(
      'Expected a document of at most 50 tokens',
    );
  });

  test.each([
    ['too many tokens', `{ ${'a '.repeat(60)} }`],
    ['no document', '{'],
    ['an unknown field', '{ nothing }'],
    ['too many aliases', '{ x: a y: a }'],
  ])('charge for reading a document that is refused, and less for saying it again: %s', (_, text) => {
    const documents = documentsOf();
    const first = unitsOf(documents, text);
    documents.read(text);
    expect(first).toBeGreaterThan(PRICES.request + PRICES.document);
    const again = [unitsOf(documents, text), unitsOf(documents, text)];
    expect(again[0]).toBeGreaterThan(0);
    expect(again[0]).toBe(PRICES.request);
    expect(again[1]).toBe(again[0]);
  });

  test('report what our own rules refuse as a value that is not accepted', () => {
    expect(codesOf(documentsOf().read('{ x: a y: a }'))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('documentStore', () => {
  const keyOf = (text: string): string => `schema:${sha256(text)}`;

  test('has what was read, and an empty document in place of what cannot be parsed', async () => {
    const documents = documentsOf();
    const store = documentStore(documents);
    const texts = ['{ a }', '{ nothing }', '{'];
    for (const text of texts) documents.admit(text, PRICES.request, () => undefined);
    const found = await Promise.all(texts.map(async (text) => (await store.get(keyOf(text))) ?? null));
    expect(found.slice(0, 2)).toEqual([documents.parsed('{ a }'), documents.parsed('{ nothing }')]);
    const [valid, unknown, unparsed] = found.map((document) => document && documents.errorsIn(document));
    expect([valid, unknown?.length]).toEqual([[], 1]);
    expect(unparsed).toBe(documents.read('{'));
    // The same each time, so that nothing is made again.
    expect(await store.get(keyOf('{'))).toBe(found[2]);
    expect(await store.get(keyOf('{ b }'))).toBeUndefined();
  });

  test('keeps documents that Apollo has parsed', async () => {
    const documents = documentsOf();
    const document = documentsOf().read('{ a }') as DocumentNode;
    await documentStore(documents).set(keyOf('{ a }'), document);
    expect(documents.read('{ a }')).toBe(document);
  });
});

describe('over HTTP', () => {
  test('an operation is executed on the document that was admitted', async () => {
    const documents = new Documents({ schema: SCHEMA, rules: [], maxTokens: 50 });
    const executed: DocumentNode[] = [];
    const operations = {
      answer: async (document: DocumentNode) => {
        executed.push(document);
        return { data: { greeting: 'hello' } };
      },
      chargeHit: () => undefined,
      chargeReading: () => undefined,
      left: () => ({ remaining: 1, resetSeconds: 1 }),
      policy: '',
    };
    const app = await appWith({
      documents,
      documentLimits: new DocumentLimits(documents, null),
      operations,
    });
    const query = '{ greeting }';
    await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
    expect(executed).toHaveLength(1);
    expect(executed[0]).toBe(documents.parsed(query));
  });
});
