import type { Embedder } from '../../search/embedder.js';
import type { DocumentReader } from '../reading/documentReader.js';
import type { DocumentFiles } from '../store/documentFiles.js';
import type { TextThread } from './textThread.js';

/** The services that the tasks of documents need. */
export interface DocumentServices {
  readonly documentFiles: DocumentFiles;
  readonly documentReader: Pick<DocumentReader, 'read'>;
  readonly textThread: Pick<TextThread, 'clean' | 'chunk' | 'suggest'>;
  readonly embedder: Pick<Embedder, 'model' | 'embed'>;
}
