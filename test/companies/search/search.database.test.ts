/** What searches find: scores, filters, changes of the store, bounds of memory, and odd queries. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VectorIndex } from '../../../src/companies/search/index/vectorIndex.js';
import type { SearchHit } from '../../../src/companies/search/searchAnswer.js';
import { searchDocuments } from '../../../src/companies/search/searchDocuments.js';
import type { SearchRequest } from '../../../src/companies/search/searchRequest.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import type { Database } from '../../../src/database/database.js';
import { testEmbedder } from '../../support/companies/testEmbedder.js';
import { changeDocument, storeDocument, type StoredDocument } from '../../support/companies/storeDocument.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const embedder = testEmbedder();
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

const add = (texts: readonly string[], particulars: StoredDocument = {}) =>
  storeDocument(database, embedder, texts, particulars);
const change = (id: number, assignment: string) => changeDocument(database, id, assignment);

const indexOf = (mostBytes = 1e6) => new VectorIndex(database, embedder, { mostBytes });
const ALL = { stocks: null, categories: null, from: null, to: null, first: 10, minScore: null } as const;

const day = (text: string) => text as IsoDate;

const search = (request: Partial<SearchRequest> & { readonly query: string }, index = indexOf()) =>
  searchDocuments({ database, index, embedder }, { ...ALL, mode: 'HYBRID', ...request });

const keys = (hits: readonly SearchHit[]) => hits.map(({ documentId, place }) => [documentId, place]);

describe('searchDocuments', () => {
  const TEXTS = [
    'Our order book stood at Rs. 900 crore. The weather was fine.',
    'The board recommended a dividend of Rs. 4 per share.',
    'Bottom line grew twelve per cent on a strong monsoon.',
  ];
  let first: number;
  let second: number;

  beforeAll(async () => {
    first = await add(TEXTS);
    second = await add(['The order backlog of the shipyard rose again.', 'Attrition fell.'], {
      ticker: 'BETA',
      category: 'ANALYST_MEET',
      publishedOn: '2024-06-01',
    });
  });

  test('scores as its mode says, and orders by the score', async () => {
    for (const mode of ['HYBRID', 'SEMANTIC', 'KEYWORD'] as const) {
      const { hits, model, mode: answered } = await search({ query: 'order book dividend', mode, first: 50 });
      expect(answered).toBe(mode);
      expect(model).toBe(mode === 'KEYWORD' ? null : embedder.model);
      expect(hits.length).toBeGreaterThan(0);
      const [query] = await embedder.embed(['order book dividend']);
      for (const { documentId, place, score, semantic, keyword } of hits) {
        if (mode === 'KEYWORD') expect(semantic).toBeNull();
        if (mode === 'SEMANTIC') expect(keyword).toBeNull();
        if (keyword !== null) expect(keyword > 0 && keyword < 1).toBe(true);
        if (semantic !== null && documentId === first) {
          const [vector] = await embedder.embed([TEXTS[place]]);
          expect(semantic).toBeCloseTo(
            vector.reduce((sum, value, at) => sum + value * query[at], 0),
            6,
          );
        }
        const parts = {
          HYBRID: 0.7 * (semantic ?? 0) + 0.3 * (keyword ?? 0),
          SEMANTIC: semantic,
          KEYWORD: keyword,
        };
        expect(score).toBe(parts[mode]);
      }
      const scores = hits.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((one, other) => other - one));
      expect((await search({ query: 'order book dividend', mode, first: 50 })).hits).toEqual(hits);
    }
  });

  test('finds what finance calls the same', async () => {
    const found = async (query: string) => keys((await search({ query, mode: 'KEYWORD' })).hits);
    expect(await found('orderbook')).toEqual([
      [first, 0],
      [second, 0],
    ]);
    expect(await found('PAT')).toEqual([[first, 2]]);
  });

  test('shows the passages with the words, as plain text', async () => {
    const { hits } = await search({ query: 'order-book', mode: 'KEYWORD' });
    expect(hits[0].highlights).toEqual(['Our order book stood at Rs. 900 crore.']);
  });

  test('filters by stock, category and publication', async () => {
    const found = async (filter: Partial<SearchRequest>) =>
      new Set((await search({ query: 'order', ...filter })).hits.map(({ documentId }) => documentId));
    expect(await found({})).toEqual(new Set([first, second]));
    const { rows } = await database.pool.query<{ id: number }>(
      "SELECT id FROM stocks WHERE ticker = 'ALPHA'",
    );
    expect(await found({ stocks: rows.map(({ id }) => id) })).toEqual(new Set([first]));
    expect(await found({ categories: ['ANALYST_MEET'] })).toEqual(new Set([second]));
    expect(await found({ from: day('2024-05-02') })).toEqual(new Set([second]));
    expect(await found({ to: day('2024-05-31') })).toEqual(new Set([first]));
    expect(await found({ stocks: [], to: day('2024-05-31') })).toEqual(new Set());
    expect((await search({ query: 'order', minScore: 0.99 })).hits).toEqual([]);
    expect((await search({ query: 'order', first: 1 })).hits).toHaveLength(1);
  });

  test('answers as of a day as before later documents were published', async () => {
    const before = await search({ query: 'order book dividend', to: day('2024-06-30') });
    const texts = Array.from({ length: 30 }, () => 'dividend dividend and the order book');
    const later = await add(texts, { publishedOn: '2024-07-01' });
    expect(await search({ query: 'order book dividend', to: day('2024-06-30') })).toEqual(before);
    await change(later, 'deleted_at = now()');
  });

  test('takes any text for words', async () => {
    const odd = [
      "' OR 1=1 --",
      '& | ! ( ) <-> :*',
      '"order" & !book',
      'the of and',
      '\\',
      '😀',
      'नमस्ते',
      "o'order's:A*",
    ];
    for (const query of [...odd, 'order '.repeat(80), 'a&b|'.repeat(100)]) {
      for (const mode of ['HYBRID', 'KEYWORD'] as const) {
        expect((await search({ query, mode })).mode).toBe(mode);
      }
    }
    expect((await search({ query: 'the of and', mode: 'KEYWORD' })).hits).toEqual([]);
  });
});

describe('VectorIndex', () => {
  const found = async (query: string, index: VectorIndex) =>
    (await search({ query, mode: 'SEMANTIC' }, index)).hits.map(({ documentId }) => documentId);

  test('sees each change of the store, whoever made it', async () => {
    const index = indexOf();
    const id = await add(['zebra crossing']);
    expect((await found('zebra crossing', index))[0]).toBe(id);
    const another = await add(['zebra crossing again']);
    expect((await found('zebra crossing', index)).slice(0, 2)).toEqual([id, another]);
    await change(id, "status = 'QUEUED', step = 'EXTRACT'");
    expect((await found('zebra crossing', index))[0]).toBe(another);
    await change(another, 'deleted_at = now()');
    expect(await found('zebra crossing', index)).not.toContain(another);
    await change(id, "status = 'READY', step = NULL");
    expect((await found('zebra crossing', index))[0]).toBe(id);
    await database.pool.query('UPDATE document_log SET revision = revision - 2');
    await change(id, 'deleted_at = now()');
    expect(await found('zebra crossing', index)).not.toContain(id);
  });

  test('answers the same where vectors do not fit into its memory', async () => {
    await add(Array.from({ length: 40 }, (_, at) => `pumps and valves of kind ${at}`));
    const [whole, half, none] = [indexOf(), indexOf(6_000), indexOf(0)];
    const asked = { query: 'valves of kind 7' };
    const answer = await search(asked, whole);
    expect(await search(asked, half)).toEqual(answer);
    expect(await search(asked, none)).toEqual(answer);
    expect(half.bytes).toBeLessThanOrEqual(6_000);
    expect(none.bytes).toBe(0);
  });

  test('compares no vectors of another model, but finds by words', async () => {
    const id = await add(['platypus sanctuary report'], { model: 'another@1' });
    const { hits } = await search({ query: 'platypus sanctuary' });
    expect(hits.find(({ documentId }) => documentId === id)).toMatchObject({ semantic: null });
  });

  test('serves many at once while documents come and go', async () => {
    const index = indexOf();
    const ids: number[] = [];
    await Promise.all([
      ...Array.from({ length: 5 }, async () => {
        const id = await add(['gherkin harvest']);
        ids.push(id);
        expect(await found('gherkin harvest', index)).toContain(id);
      }),
      ...Array.from({ length: 20 }, () => found('gherkin harvest', index)),
    ]);
    expect((await found('gherkin harvest', index)).sort()).toEqual(expect.arrayContaining(ids.sort()));
  });
});
