import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../../userError.js';
import { storable } from '../store/storable.js';
import type { ExtractedDocument } from '../text/documentText.js';
import type { Step } from './step.js';

/** Reads the lines of a file. */
export const extract: Step = async ({ id, hash, mediaType }, { services, signal }) => {
  const path = services.documentFiles.get(hash);
  await requireBytes(path, hash, signal);
  const { pages, pageCount } = await services.documentReader.read(path, mediaType, signal);
  const extracted: ExtractedDocument = {
    pages: pages.map((lines) => lines.map(({ kind, text }) => ({ kind, text: storable(text) }))),
    pageCount,
  };
  const json = JSON.stringify(extracted);
  return async (client) => {
    await client.query('DELETE FROM document_texts WHERE document_id = $1', [id]);
    await client.query('INSERT INTO document_texts (document_id, extracted) VALUES ($1, $2)', [id, json]);
    await client.query('UPDATE documents SET pages = $2 WHERE id = $1', [id, pageCount]);
  };
};

/** @throws UserError without the path, because readers of the document see it */
async function requireBytes(path: string, hash: string, signal: AbortSignal): Promise<void> {
  const digest = createHash('sha256');
  try {
    await pipeline(createReadStream(path), digest, { signal });
  } catch (error) {
    signal.throwIfAborted();
    // Other faults, such as too many open files, may pass: the step is tried again.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(
      'Expected the file of the document in the folder of documents, but it is missing: let all processes use one ' +
        'DOCUMENTS_FOLDER, or delete the document and add it again.',
      { cause: error },
    );
  }
  if (digest.digest('hex') === hash) return;
  throw new UserError(
    'Expected the file of the document as it was added, but its bytes have changed: delete the document and add it again.',
  );
}
