import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSchema, type DocumentNode } from 'graphql';
import type { Reading } from '../../../src/graphql/limits/readDocument.js';
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

describe('Documents', () => {
  test('give one object for a text, and charge for it once', () => {
    const documents = documentsOf();
    const charged: Reading[] = [];
    for (let k = 0; k < 3; k++) documents.admit('{ a }', (reading) => charged.push(reading));
    expect(charged).toEqual([{ tokens: 3, comparisons: 1 }]);
    const document = documents.read('{ a }');
    expect(document).toMatchObject({ kind: 'Document' });
    expect(documents.read('{ a }')).toBe(document);
    expect(documents.parsed('{ a }')).toBe(document);
    expect(documents.byHash(sha256('{ a }'))).toBe(document);
  });

  test('do not keep a document that could not be charged', () => {
    const documents = documentsOf();
    const refuse = () => {
      throw new Error('no points are left');
    };
    expect(() => documents.admit('{ a }', refuse)).toThrow('no points are left');
    expect(documents.parsed('{ a }')).toBeNull();
  });

  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ x: a y: a }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('report what is wrong with %j, each time', (text, code) => {
    const documents = documentsOf();
    documents.admit(text, () => undefined);
    for (let k = 0; k < 2; k++) expect(codesOf(documents.read(text))).toEqual([code]);
  });

  test('refuse a document with too many tokens before it is parsed', () => {
    expect(() => documentsOf().admit(`{ ${'a '.repeat(60)} }`, () => undefined)).toThrow(
      'Expected a document of at most 50 tokens',
    );
  });
});

describe('documentStore', () => {
  const keyOf = (text: string): string => `schema:${sha256(text)}`;

  test('has what can be parsed', async () => {
    const documents = documentsOf();
    const store = documentStore(documents);
    const texts = ['{ a }', '{ nothing }', '{'];
    for (const text of texts) documents.admit(text, () => undefined);
    const found = await Promise.all(texts.map((text) => store.get(keyOf(text))));
    expect(found).toEqual([documents.parsed('{ a }'), documents.parsed('{ nothing }'), undefined]);
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
