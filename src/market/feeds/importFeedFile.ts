import type pg from 'pg';
import { dayInIndia } from '../day.js';
import type { ImportLimits } from '../imports/importLimits.js';
import { importFetchedFile } from '../store/importFetchedFile.js';
import type { OnRecorded } from '../store/recordBatch.js';
import { dataFileName, importDataFile } from './importDataFile.js';
import type { ImportFile } from './importFile.js';

interface Options {
  /** Called with each batch that touches scores, in its transaction. */
  readonly onRecorded: OnRecorded;
  readonly limits?: ImportLimits | undefined;
  /** The time; that of this machine by default. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Makes what imports the files of feeds: those of the import format by their names, or the format of their feed, and all others
 * by what they hold, as `greyoak import` does.
 */
export function importFeedFile(
  pool: pg.Pool,
  { onRecorded, limits, now = () => new Date() }: Options,
): ImportFile {
  return (file, { expectedDay }) => {
    const options = { today: dayInIndia(now()), onRecorded, ...(limits && { limits }) };
    const name = dataFileName(file);
    if (name !== null) return importDataFile(pool, { ...file, name }, expectedDay, options);
    const format = file.format === 'any' ? null : file.format;
    return importFetchedFile(pool, file, { ...options, expectedDay, format });
  };
}
