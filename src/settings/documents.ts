import { resolve } from 'node:path';
import { z } from 'zod';
import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** The documents of companies (docs/documents.md). */
export const documents = {
  title: 'Documents',
  settings: {
    /** An absolute path; null: the folder `documents` in GREYOAK_HOME. */
    documentsFolder: {
      variable: 'DOCUMENTS_FOLDER',
      schema: z.string().transform((path) => (path === '' ? null : resolve(path))),
      expected: 'a path',
      default: '',
      description:
        'The folder of the files of documents, the same for all processes; if unset, documents in GREYOAK_HOME.',
    },
    readSeconds: wholeNumber('DOCUMENT_SECONDS', {
      least: 1,
      most: 3_600,
      default: 60,
      unit: 'seconds',
      description:
        'How long it may take to read a document, and to clean, cut or search its text for figures.',
    }),
    searchMemoryMb: wholeNumber('SEARCH_MEMORY_MB', {
      least: 0,
      most: 65_536,
      default: 256,
      unit: 'megabytes',
      description:
        'How much of the vectors of documents a process keeps in memory, 2 kB for each chunk. A search reads the others from the store, which is slower.',
    }),
  },
} satisfies Section;
