import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from './messages.js';
import { readDocument } from './readDocument.js';
import { Unreadable } from './unreadable.js';

/** Reads one document: what the thread of a reading process runs. */
async function answerOf({ path, mediaType }: ReadRequest): Promise<ReadAnswer> {
  let bytes: Uint8Array;
  try {
    // pdf.js takes over the memory, which must not be that of a pool.
    bytes = new Uint8Array(readFileSync(path));
  } catch (error) {
    return { fault: `The file cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).` };
  }
  try {
    return { document: await readDocument(bytes, mediaType) };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.message };
    // A reader that fails on bytes says with it that they are damaged.
    return { reason: 'Expected a document that can be read, got a damaged one; get the file again.' };
  }
}

parentPort?.postMessage(await answerOf(workerData as ReadRequest));
