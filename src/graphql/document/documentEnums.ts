import { registerEnumType } from 'type-graphql';
import type { DocumentStatus, DocumentStep } from '../../companies/documents/names.js';

export const DocumentStatusEnum = {
  QUEUED: 'QUEUED',
  PROCESSING: 'PROCESSING',
  READY: 'READY',
  FAILED: 'FAILED',
} as const satisfies Record<DocumentStatus, DocumentStatus>;
registerEnumType(DocumentStatusEnum, {
  name: 'DocumentStatus',
  description: 'How far a document is. Only documents that are READY are searched.',
  valuesConfig: {
    QUEUED: { description: 'It waits to be processed.' },
    PROCESSING: { description: 'It is being processed, or waits for its next step.' },
    READY: { description: 'All steps are done.' },
    FAILED: { description: 'A step cannot be done. It can be processed again.' },
  },
});

export const DocumentStepEnum = {
  EXTRACT: 'EXTRACT',
  CLEAN: 'CLEAN',
  CHUNK: 'CHUNK',
  EMBED: 'EMBED',
  INDEX: 'INDEX',
  SUGGEST: 'SUGGEST',
} as const satisfies Record<DocumentStep, DocumentStep>;
registerEnumType(DocumentStepEnum, {
  name: 'DocumentStep',
  description: 'A step in which documents are processed, in their order. Each is a job.',
  valuesConfig: {
    EXTRACT: { description: 'Reads the text from the file.' },
    CLEAN: { description: 'Makes whole sentences of its lines, and leaves out headers and footers.' },
    CHUNK: { description: 'Cuts the text into chunks.' },
    EMBED: { description: 'Makes the vector of each chunk, by which it is found by meaning.' },
    INDEX: { description: 'Lists the words of each chunk, by which it is found.' },
    SUGGEST: { description: 'Looks for figures in the text.' },
  },
});
