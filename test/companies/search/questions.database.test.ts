/** Whether the three ways of a search find known passages of the real documents, with the real model and PostgreSQL. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DocumentReader } from '../../../src/companies/documents/reading/documentReader.js';
import { chunksOf } from '../../../src/companies/documents/text/chunksOf.js';
import { CHUNK_SIZE } from '../../../src/companies/documents/text/chunkSize.js';
import { cleanText } from '../../../src/companies/documents/text/cleanText.js';
import { createEmbedder } from '../../../src/companies/search/embedding/createEmbedder.js';
import { VectorIndex } from '../../../src/companies/search/index/vectorIndex.js';
import { searchDocuments } from '../../../src/companies/search/searchDocuments.js';
import type { SearchMode } from '../../../src/companies/search/searchMode.js';
import type { Database } from '../../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { describeWithShared } from '../../support/shared.js';
import { storeDocument } from '../../support/companies/storeDocument.js';
import { QUESTIONS, UNRELATED } from './questions.js';

/** What the description of SearchInput.minScore says. */
const MIN_SCORE = 0.35;

describeWithShared('questions of the real documents', 'data/documents', (folder) => {
  const embedder = createEmbedder();
  const reader = new DocumentReader();
  let database: Database;
  let index: VectorIndex;
  /** Ids of documents by the ticker. */
  const documents = new Map<string, number>();
  const chunks = new Map<number, readonly string[]>();

  beforeAll(async () => {
    database = await openTestDatabase();
    index = new VectorIndex(database, embedder, { mostBytes: 1e8 });
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.pdf'))) {
      const cleaned = cleanText(await reader.read(join(folder, file), 'application/pdf'));
      const texts = chunksOf(cleaned, sizeOf()).map(({ text }) => text);
      const id = await storeDocument(database, embedder, texts);
      documents.set(file.split('_')[0], id);
      chunks.set(id, texts);
    }
  }, 300_000);
  afterAll(async () => {
    await reader.close();
    await embedder.close();
    await closeTestDatabases();
  });

  const search = (query: string, mode: SearchMode, minScore: number | null = null) => {
    const all = { stocks: null, categories: null, from: null, to: null };
    return searchDocuments({ database, index, embedder }, { ...all, query, mode, first: 10, minScore });
  };

  /** The mean over the questions of 1 ÷ the place of the first hit with the passage; 0 where no hit of ten has it. */
  async function meanReciprocalRank(mode: SearchMode): Promise<number> {
    let sum = 0;
    for (const { document, question, passage } of QUESTIONS) {
      const id = documents.get(document);
      const { hits } = await search(question, mode);
      const at = hits.findIndex(
        (hit) => hit.documentId === id && flat(chunks.get(id)?.[hit.place] ?? '').includes(flat(passage)),
      );
      if (at >= 0) sum += 1 / (at + 1);
    }
    return sum / QUESTIONS.length;
  }

  test('each passage stands in a chunk', () => {
    const missing = QUESTIONS.filter(
      ({ document, passage }) =>
        !chunks.get(documents.get(document) ?? 0)?.some((text) => flat(text).includes(flat(passage))),
    );
    expect(missing).toEqual([]);
  });

  test('HYBRID finds no less than KEYWORD and SEMANTIC', async () => {
    const [hybrid, keyword, semantic] = [
      await meanReciprocalRank('HYBRID'),
      await meanReciprocalRank('KEYWORD'),
      await meanReciprocalRank('SEMANTIC'),
    ];
    if (process.env['SHOW_RANKS']) process.stderr.write(`${JSON.stringify({ hybrid, keyword, semantic })}\n`);
    expect(hybrid).toBeGreaterThan(keyword - 0.02);
    expect(hybrid).toBeGreaterThan(semantic - 0.02);
    expect(hybrid).toBeGreaterThan(0.5);
  }, 60_000);

  test('questions that no document answers find nothing above the score that is recommended', async () => {
    for (const question of UNRELATED) {
      for (const mode of ['HYBRID', 'SEMANTIC'] as const) {
        const { hits } = await search(question, mode);
        if (process.env['SHOW_RANKS'])
          process.stderr.write(`${question} ${mode} ${hits[0]?.score} ${hits[0]?.keyword}\n`);
        expect(hits.filter(({ score }) => score >= MIN_SCORE)).toEqual([]);
      }
    }
  });
});

/** Blanks, hyphens and case do not matter: what tells lines and words apart is not what is tested here. */
const flat = (text: string): string => text.replace(/[\s-]+/g, '').toLowerCase();

const sizeOf = () => {
  const [size, overlap] = (process.env['CHUNK_SIZE'] ?? '').split('/').map(Number);
  return size ? { size, overlap } : CHUNK_SIZE;
};
