/**
 * The real documents, with the real model: their jobs make all of them READY, and each way of searching finds known passages.
 * Set SHOW_RANKS to see the figures.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addDocument } from '../../../src/companies/documents/store/addDocument.js';
import type { DocumentServices } from '../../../src/companies/documents/steps/documentServices.js';
import { createEmbedder } from '../../../src/companies/search/embedding/createEmbedder.js';
import { VectorIndex } from '../../../src/companies/search/index/vectorIndex.js';
import { searchDocuments } from '../../../src/companies/search/searchDocuments.js';
import type { SearchMode } from '../../../src/companies/search/searchMode.js';
import { processDocument } from '../../../src/companies/tasks/processDocument.js';
import type { Database } from '../../../src/database/database.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { documentServices } from '../../support/companies/documentServices.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { start, stopAll } from '../../support/jobs/workers.js';
import { csv, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';
import { describeWithShared } from '../../support/shared.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';
import { HELD_OUT, QUESTIONS, UNRELATED, type KnownQuestion } from './questions.js';

describeWithShared('the real documents', 'data/documents', (folder) => {
  const embedder = createEmbedder();
  let files: string[];
  let kept: string;
  let database: Database;
  let index: VectorIndex;
  let services: DocumentServices;
  /** The text of each chunk, by document and place. */
  const chunks = new Map<string, string>();
  /** Ids of documents, by what stands before the first _ of their names. */
  const documents = new Map<string, number>();

  beforeAll(async () => {
    files = (await readdir(folder)).filter((name) => name.endsWith('.pdf'));
    kept = await temporaryFolder();
    database = await openTestDatabase();
    const companies = files.map((name) => `${name.split('_')[0]},Company of ${name},,IT`);
    const market = { 'companies.csv': csv('ticker,name,isin,sector_group', ...companies) };
    await importFolder(database.pool, await writeFolder(market), { today: TODAY });
    services = documentServices(kept, { embedder });
    for (const name of files) {
      const [ticker, publishedOn] = name.split('_');
      const staged = await services.documentFiles.stage(createReadStream(join(folder, name)));
      const given = { ticker, category: 'ANALYST_MEET', title: name, uploadedBy: null };
      const { id } = await addDocument(
        database.pool,
        services.documentFiles,
        { ...given, publishedOn: /^\d{4}-/.test(publishedOn) ? publishedOn : '2026-05-01' },
        staged,
      );
      documents.set(ticker, id);
    }
    await start(database, [processDocument], { services });
    const isOver = `SELECT count(*)::int AS count FROM documents WHERE status IN ('READY', 'FAILED')`;
    // The timeout of beforeAll bounds it.
    while ((await database.query<{ count: number }>(isOver, []))[0].count < files.length) await wait(200);
    await stopAll();
    const rows = await database.query<{ document_id: number; place: number; text: string }>(
      'SELECT document_id, place, text FROM document_chunks',
      [],
    );
    for (const { document_id: id, place, text } of rows) chunks.set(`${id}/${place}`, flat(text));
    index = new VectorIndex(database, embedder, { mostBytes: 1e8 });
  }, 620_000);
  afterAll(async () => {
    await stopAll();
    await embedder.close();
    await closeTestDatabases();
    await removeFolders();
    await remove(kept);
  });

  const search = (query: string, mode: SearchMode, minScore: number | null = null) => {
    const all = { stocks: null, categories: null, from: null, to: null };
    return searchDocuments({ database, index, embedder }, { ...all, query, mode, first: 10, minScore });
  };

  /** The mean over questions of 1 ÷ the place of the first hit with the passage; 0 where no hit of ten has it. */
  async function meanReciprocalRank(questions: readonly KnownQuestion[], mode: SearchMode): Promise<number> {
    let sum = 0;
    for (const { document, question, passage } of questions) {
      const { hits } = await search(question, mode);
      const at = hits.findIndex(
        ({ documentId, place }) =>
          documentId === documents.get(document) &&
          chunks.get(`${documentId}/${place}`)?.includes(flat(passage)),
      );
      if (at >= 0) sum += 1 / (at + 1);
    }
    return sum / questions.length;
  }

  test('become READY, with chunks that are slices of their texts', async () => {
    const rows = await database.query<{
      title: string;
      status: string;
      reason: string | null;
      wrong: number;
    }>(
      `SELECT title, status, reason, (
         SELECT count(*)::int FROM document_chunks AS chunk JOIN document_texts AS of ON of.document_id = chunk.document_id
         WHERE chunk.document_id = document.id AND position(chunk.text IN of.cleaned) = 0
       ) AS wrong
       FROM documents AS document ORDER BY title`,
      [],
    );
    expect(rows).toEqual(
      [...files].sort().map((title) => ({ title, status: 'READY', reason: null, wrong: 0 })),
    );
  });

  test('have each passage in a chunk', () => {
    const missing = [...QUESTIONS, ...HELD_OUT].filter(
      ({ document, passage }) =>
        ![...chunks].some(
          ([key, text]) => key.startsWith(`${documents.get(document)}/`) && text.includes(flat(passage)),
        ),
    );
    expect(missing).toEqual([]);
  });

  test.each([
    ['thirty questions', QUESTIONS],
    ['questions that were held out', HELD_OUT],
  ])(
    '%s: HYBRID finds no less than KEYWORD and SEMANTIC',
    async (name, questions) => {
      expect(questions.length).toBeGreaterThanOrEqual(30);
      const [hybrid, keyword, semantic] = [
        await meanReciprocalRank(questions, 'HYBRID'),
        await meanReciprocalRank(questions, 'KEYWORD'),
        await meanReciprocalRank(questions, 'SEMANTIC'),
      ];
      show({ name, hybrid, keyword, semantic });
      expect(hybrid).toBeGreaterThan(keyword - 0.02);
      expect(hybrid).toBeGreaterThan(semantic - 0.02);
      expect(hybrid).toBeGreaterThan(0.55);
    },
    120_000,
  );

  test('questions that no document answers find nothing above the scores that are recommended', async () => {
    const found = { HYBRID: 0, SEMANTIC: 0 };
    for (const question of UNRELATED) {
      for (const mode of ['HYBRID', 'SEMANTIC'] as const) {
        // What the description of SearchInput.minScore says.
        expect((await search(question, mode, 0.5)).hits).toEqual([]);
        if ((await search(question, mode, 0.35)).hits.length > 0) found[mode]++;
      }
    }
    show(found);
    expect(found.HYBRID).toBeLessThan(UNRELATED.length / 3);
    let answered = 0;
    for (const { question } of HELD_OUT) {
      if ((await search(question, 'HYBRID', 0.35)).hits.length > 0) answered++;
    }
    show({ answered, of: HELD_OUT.length });
    expect(answered / HELD_OUT.length).toBeGreaterThan(0.75);
  }, 120_000);
});

/** Blanks, hyphens and case do not matter: what tells lines and words apart is not what is tested here. */
const flat = (text: string): string => text.replace(/[\s-]+/g, '').toLowerCase();

function show(figures: object): void {
  if (process.env['SHOW_RANKS']) process.stderr.write(`${JSON.stringify(figures)}\n`);
}
