import type pg from 'pg';
import { UserError } from '../../userError.js';
import { datasetOfHeader } from '../datasets/datasetOfHeader.js';
import { dayInIndia } from '../day.js';
import { FolderUse } from '../imports/folderUse.js';
import { DEFAULT_LIMITS, type ImportLimits } from '../imports/importLimits.js';
import { contentOf } from '../imports/sources/contentOf.js';
import { unpackedFiles } from '../imports/sources/sourceFiles.js';
import { importFetchedFile } from '../store/importFetchedFile.js';
import type { OnRecorded } from '../store/recordBatch.js';
import { importDataFile } from './importDataFile.js';
import type { ImportFile } from './importFile.js';

interface Options {
  readonly onRecorded: OnRecorded;
  readonly limits?: ImportLimits;
  /** The time; that of this machine by default. */
  readonly now?: (() => Date) | undefined;
}

/** Returns what imports whatever a feed gets: files of exchanges and sites, and those of the import format by their header. */
export function importForFeeds(pool: pg.Pool, options: Options): ImportFile {
  const { onRecorded, limits = DEFAULT_LIMITS, now = () => new Date() } = options;
  const importData = importDataFile(pool, options);
  return async (file, asked) => {
    const { source, name, bytes, format } = file;
    if (await isOfImportFormat(bytes, limits)) {
      if (format === 'any' || format === 'greyoak') return importData(file, asked);
      throw new UserError(
        `${source}/${name}: expected a file of the layout ${format}, got one of the import format. Nothing of it was taken.`,
      );
    }
    return importFetchedFile(
      pool,
      { name: `${source}/${name}`, bytes },
      {
        today: dayInIndia(now()),
        expectedDay: asked.expectedDay,
        format: format === 'any' ? null : format,
        ...{ onRecorded, limits },
      },
    );
  };
}

/** Returns whether a file is one table with the columns of a dataset of the import format. */
async function isOfImportFormat(bytes: Uint8Array, limits: ImportLimits): Promise<boolean> {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const walk = { limits, used: new FolderUse() };
  try {
    for await (const file of unpackedFiles('file', given, () => Promise.resolve(given), walk)) {
      if ('error' in file || file.isMember) return false;
      const content = await contentOf(file);
      return content.kind === 'TABLE' && datasetOfHeader(content.header) !== undefined;
    }
  } catch {
    // What is wrong with it is said where it is imported.
  }
  return false;
}
