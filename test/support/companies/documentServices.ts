import { suggestedFigures } from '../../../src/companies/amounts/suggestedFigures.js';
import { DocumentReader } from '../../../src/companies/documents/reading/documentReader.js';
import type { DocumentServices } from '../../../src/companies/documents/steps/documentServices.js';
import { DocumentFolder } from '../../../src/companies/documents/store/documentFolder.js';
import { chunksOf } from '../../../src/companies/documents/text/chunksOf.js';
import { cleanText } from '../../../src/companies/documents/text/cleanText.js';
import { testEmbedder } from './testEmbedder.js';

/** What computes from texts without a thread. */
export const inProcess: DocumentServices['textThread'] = {
  clean: async (document) => cleanText(document),
  chunk: async (cleaned) => chunksOf(cleaned),
  suggest: async (cleaned, publishedOn) => suggestedFigures(cleaned, publishedOn),
};

/** Makes what the tasks of documents need, with a cheap embedder, over a folder of files. */
export const documentServices = (
  folder: string,
  others: Partial<DocumentServices> = {},
): DocumentServices => ({
  documentFiles: new DocumentFolder(folder),
  documentReader: new DocumentReader(),
  textThread: inProcess,
  embedder: testEmbedder(),
  ...others,
});
