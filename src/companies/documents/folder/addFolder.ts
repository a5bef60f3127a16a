import { fileFault } from '../../../fileFault.js';
import type { Connections } from '../../../database/writers.js';
import { UserError } from '../../../userError.js';
import { addDocument, type AddedDocument } from '../store/addDocument.js';
import type { DocumentFiles } from '../store/documentFiles.js';
import { DocumentRefused } from '../store/documentRefused.js';
import type { DocumentIndex, IndexRow } from './documentIndex.js';
import { openDocument } from './openDocument.js';
import type { RefusedDocument } from './refusedDocument.js';

/** A document of the store that a row named. */
export interface AddedRow extends Pick<AddedDocument, 'id' | 'isNew'> {
  readonly line: number;
  readonly file: string;
}

/** What became of the rows of an index. */
export interface AddedFolder {
  readonly added: readonly AddedRow[];
  /** In the order of their lines. */
  readonly refused: readonly RefusedDocument[];
}

export interface AddFolderOptions {
  readonly now: Date;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The columns of fields that are named otherwise. */
const COLUMNS: Readonly<Record<string, string>> = { publishedOn: 'published_on' };

/**
 * Adds the documents of a folder, each by itself: a row that is refused does not hold up the others, and what was added stays
 * if this is ended. Done twice, it changes nothing.
 *
 * @throws what the database and the file system of the store throw
 */
export async function addFolder(
  connections: Connections,
  files: DocumentFiles,
  folder: string,
  { rows, refused: unread }: DocumentIndex,
  { now, onProgress = () => undefined }: AddFolderOptions,
): Promise<AddedFolder> {
  const added: AddedRow[] = [];
  const refused = [...unread];
  for (const [at, row] of rows.entries()) {
    onProgress(at, rows.length);
    try {
      const { id, isNew } = await addRow(connections, files, folder, row, now);
      added.push({ line: row.line, file: row.file, id, isNew });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const field = error instanceof DocumentRefused ? error.field : 'file';
      refused.push({ line: row.line, column: COLUMNS[field] ?? field, reason: error.message });
    }
  }
  return { added, refused: refused.sort((a, b) => a.line - b.line) };
}

async function addRow(
  connections: Connections,
  files: DocumentFiles,
  folder: string,
  { file, ticker, category, title, publishedOn, url }: IndexRow,
  now: Date,
): Promise<AddedDocument> {
  const given = { ticker, category, title, publishedOn, url, uploadedBy: null };
  const handle = await openDocument(folder, file);
  try {
    const staged = await files.stage(bytesOf(file, handle.createReadStream({ autoClose: false })));
    return await addDocument(connections, files, given, staged, { now });
  } finally {
    await handle.close();
  }
}

/** Tells a file that cannot be read apart from a store that cannot be written. */
async function* bytesOf(
  file: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* source;
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${fileFault(error)}.`);
  }
}
