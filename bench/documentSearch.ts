/**
 * Searches of 10,000 chunks of documents for the ten best, in each mode, without the query's embedding. Compared with exact
 * cosines in PostgreSQL over arrays, in the same run. That all vectors are compared is the business of test/companies/search.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../src/companies/search/embedder.js';
import { VectorIndex } from '../src/companies/search/index/vectorIndex.js';
import { searchDocuments } from '../src/companies/search/searchDocuments.js';
import type { SearchMode } from '../src/companies/search/searchMode.js';
import { openDatabase } from '../src/database/openDatabase.js';
import { storeDocument } from '../test/support/companies/storeDocument.js';
import { mulberry32 } from '../src/validation/backtest/mulberry32.js';
import { digits, goal, printHead, printTable, ratio } from './harness/report.js';
import { makeTemporary } from './harness/store.js';
import { isTiny } from './harness/tiny.js';

const [DOCUMENTS, SEARCHES] = isTiny ? [3, 3] : [200, 200];
const CHUNKS_OF_DOCUMENT = 50;
const WORDS_OF_CHUNK = 620;
const VOCABULARY = 12_000;
/** Queries have none of the words that are still more frequent: in English those are "the" and the like, which are left out. */
const MOST_FREQUENT = 40;
const SIZE = 512;
const GOAL_MS = 50;
const MODES = ['HYBRID', 'SEMANTIC', 'KEYWORD'] as const satisfies readonly SearchMode[];

const random = mulberry32(1);
const folder = await makeTemporary();
const database = await openDatabase({ home: join(folder, 'store'), isDisposable: true });
try {
  const embedder: Embedder = {
    model: 'random@1',
    size: SIZE,
    embed: (texts) => Promise.resolve(texts.map(randomVector)),
    close: () => Promise.resolve(),
  };
  for (let document = 0; document < DOCUMENTS; document++) {
    await storeDocument(
      database,
      embedder,
      Array.from({ length: CHUNKS_OF_DOCUMENT }, () => randomText(WORDS_OF_CHUNK)),
    );
  }
  await database.pool.query('ANALYZE document_chunks');
  const before = process.memoryUsage().rss;
  const index = new VectorIndex(database, embedder, { mostBytes: 256e6 });
  const loading = performance.now();
  await index.current();
  const loaded = performance.now() - loading;
  const rss = process.memoryUsage().rss - before;

  const queries = Array.from({ length: SEARCHES }, () =>
    randomText(3 + Math.floor(random() * 6), MOST_FREQUENT),
  );
  const search = (query: string, mode: SearchMode) => {
    const all = { stocks: null, categories: null, from: null, to: null, first: 10, minScore: null };
    return searchDocuments({ database, index, embedder }, { ...all, query, mode });
  };
  const times = new Map<SearchMode, number[]>(MODES.map((mode) => [mode, []]));
  for (const query of queries) {
    for (const mode of MODES) {
      const start = performance.now();
      await search(query, mode);
      times.get(mode)?.push(performance.now() - start);
    }
  }
  const inSql = await cosinesInSql([...randomVector()]);

  printHead(`Search: ${digits(DOCUMENTS * CHUNKS_OF_DOCUMENT)} chunks, the ten best`);
  printTable(
    ['mode', 'median, ms', 'p95, ms', 'cosines in SQL ÷ median', 'goal'],
    MODES.map((mode) => {
      const sorted = (times.get(mode) ?? []).sort((one, other) => one - other);
      const [median, p95] = [0.5, 0.95].map((share) => sorted[Math.floor(share * (sorted.length - 1))]);
      return [
        mode,
        digits(median),
        digits(p95),
        ratio(inSql, median),
        goal(`p95 < ${GOAL_MS} ms`, p95 < GOAL_MS),
      ];
    }),
  );
  printTable(
    ['index', 'figure'],
    [
      ['vectors, MB', digits(index.bytes / 1e6)],
      ['RSS that loading them adds, MB', digits(rss / 1e6)],
      ['loading them, ms', digits(loaded)],
      ['cosines in SQL, ms', digits(inSql)],
    ],
  );
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

/** Returns a text whose words are as unequally frequent as those of a language (Zipf). */
function randomText(words: number, most = 1): string {
  return Array.from({ length: words }, () => `w${Math.floor(most * (VOCABULARY / most) ** random())}x`).join(
    ' ',
  );
}

function randomVector(): Float32Array {
  const vector = Float32Array.from({ length: SIZE }, () => random() - 0.4);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Returns how long PostgreSQL takes for the ten best cosines of arrays, in milliseconds. */
async function cosinesInSql(query: readonly number[]): Promise<number> {
  await database.pool.query(
    `CREATE TEMP TABLE arrays AS SELECT document_id, place,
       (SELECT array_agg(at::float8 / ${SIZE}) FROM generate_series(1, ${SIZE}) AS at) AS vector FROM document_chunks`,
  );
  const start = performance.now();
  await database.pool.query(
    `SELECT document_id, place, (SELECT sum(one * other) FROM unnest(vector, $1::float8[]) AS pair (one, other)) AS cosine
     FROM arrays ORDER BY cosine DESC LIMIT 10`,
    [query],
  );
  return performance.now() - start;
}
