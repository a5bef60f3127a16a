import { join } from 'node:path';
import { BARE_CONTEXT, type Columns, type Reader } from '../../../market/imports/columns.js';
import type { ImportLimits } from '../../../market/imports/importLimits.js';
import { readRows } from '../../../market/imports/readFile.js';
import type { RefusedDocument } from './refusedDocument.js';

/** The file of a folder that says what its other files are. */
export const INDEX = 'index.csv';

/** A row of the index, as it is written. */
export interface IndexRow {
  /** From 1, which is the header. */
  readonly line: number;
  readonly ticker: string;
  readonly publishedOn: string;
  readonly category: string;
  readonly title: string;
  /** The path of the file, from the folder. */
  readonly file: string;
  /** Empty: not known. */
  readonly url: string;
}

/** What the index of a folder has. */
export interface DocumentIndex {
  readonly rows: readonly IndexRow[];
  /** Rows that are no rows of it. */
  readonly refused: readonly RefusedDocument[];
}

const FORMAT = {
  kind: 'FACTS',
  required: ['ticker', 'published_on', 'category', 'title', 'file'],
  optional: ['url'],
  reader: (columns: Columns): Reader<Omit<IndexRow, 'line'>> => {
    const [ticker, publishedOn, category, title, file, url] = [...FORMAT.required, ...FORMAT.optional].map(
      (name) => columns.text(name),
    );
    return (fields) => ({
      ticker: ticker(fields),
      publishedOn: publishedOn(fields),
      category: category(fields),
      title: title(fields),
      file: file(fields),
      url: url(fields),
    });
  },
} as const;

/**
 * Reads index.csv of a folder of documents. Its columns may come in any order, and url may be left out.
 *
 * @throws UserError where there is none, or it is refused as a whole
 */
export async function readDocumentIndex(folder: string, limits: ImportLimits): Promise<DocumentIndex> {
  const rows: IndexRow[] = [];
  const refused: RefusedDocument[] = [];
  await readRows(
    join(folder, INDEX),
    FORMAT,
    { ...BARE_CONTEXT, limits },
    {
      row: (row, line) => void rows.push({ line, ...row }),
      refused: ({ line, column, reason }) => void refused.push({ line, column, reason }),
    },
  );
  return { rows, refused };
}
