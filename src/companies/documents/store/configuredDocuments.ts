import { join } from 'node:path';
import type { Settings } from '../../../settings.js';
import { DocumentFolder } from './documentFolder.js';

/** Returns the store of files that the settings name: DOCUMENTS_FOLDER, or `documents` in GREYOAK_HOME. */
export const configuredDocuments = ({
  documents,
  home,
}: Pick<Settings, 'documents' | 'home'>): DocumentFolder =>
  new DocumentFolder(documents.documentsFolder ?? join(home, 'documents'));
