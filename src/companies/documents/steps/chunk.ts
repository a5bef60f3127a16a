import type pg from 'pg';
import type { TextChunk } from '../text/documentText.js';
import { cleanedText } from './cleanedText.js';
import type { Step } from './step.js';

/** How many chunks a statement stores. */
const PART = 1_000;

/** Cuts the text. */
export const chunk: Step = async ({ id }, { pool, services, signal }) => {
  const cleaned = await cleanedText(pool, id);
  const chunks = cleaned === null ? [] : await services.textThread.chunk(cleaned, signal);
  return async (client) => {
    await client.query('DELETE FROM document_chunks WHERE document_id = $1', [id]);
    for (let first = 0; first < chunks.length; first += PART) {
      await insert(client, id, first, chunks.slice(first, first + PART));
    }
  };
};

async function insert(client: pg.ClientBase, id: number, first: number, chunks: readonly TextChunk[]) {
  await client.query(
    `INSERT INTO document_chunks (document_id, place, page, heading, start_at, end_at, text)
     SELECT $1, $2 + given.number - 1, page, heading, start_at, end_at, text
     FROM unnest($3::int4[], $4::text[], $5::int4[], $6::int4[], $7::text[])
       WITH ORDINALITY AS given (page, heading, start_at, end_at, text, number)`,
    [
      id,
      first,
      chunks.map(({ page }) => page),
      chunks.map(({ heading }) => heading),
      chunks.map(({ start }) => start),
      chunks.map(({ end }) => end),
      chunks.map(({ text }) => text),
    ],
  );
}
