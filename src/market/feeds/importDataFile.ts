import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import Papa from 'papaparse';
import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { DATASETS } from '../datasets/datasets.js';
import { dayOf } from '../day.js';
import { GZIP } from '../imports/gzip.js';
import { importFolder, type ImportOptions } from '../store/importFolder.js';
import type { GivenFile, ImportedFromFeed } from './importFile.js';

/** How long a file is unpacked to at most where no limit is given. */
const MOST_BYTES = 2 ** 29;

/** The format of a feed whose files are those of the import format, whatever they are called. */
const IMPORT_FORMAT = 'greyoak';

/** Returns the name of a file in the import format; null where it is none of it. */
export function dataFileName({ name, bytes, format, dataset }: GivenFile): string | null {
  if (DATASETS.some(({ file }) => name === file || name === `${file}.gz`)) return name;
  const given = format === IMPORT_FORMAT ? DATASETS.find((one) => one.name === dataset) : undefined;
  if (given === undefined) return null;
  const isPacked = GZIP.equals(bytes.subarray(0, GZIP.length));
  return isPacked ? `${given.file}.gz` : given.file;
}

/**
 * Imports a file of the import format (docs/import.md).
 *
 * @param expectedDay the day of which it must have rows; null: any
 */
export async function importDataFile(
  pool: pg.Pool,
  { name, bytes }: Pick<GivenFile, 'name' | 'bytes'>,
  expectedDay: IsoDate | null,
  options: ImportOptions,
): Promise<ImportedFromFeed> {
  const days = daysOf(name.endsWith('.gz') ? await unpacked(name, bytes, options.limits?.bytes) : bytes);
  if (expectedDay !== null && !days.includes(expectedDay)) {
    const refusedReason = `${name}: expected rows of ${expectedDay}, got none. Nothing of it was taken.`;
    return { days, rows: 0, batches: [], refusedReason };
  }
  const folder = await mkdtemp(join(tmpdir(), 'greyoak-feed-'));
  try {
    await writeFile(join(folder, name), bytes);
    const { files, refusedFiles } = await importFolder(pool, folder, options);
    return {
      days,
      rows: files.reduce((sum, { read }) => sum + read, 0),
      batches: files.map(({ batch }) => batch),
      refusedReason: refusedFiles.at(0)?.reason ?? null,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function daysOf(bytes: Uint8Array): readonly IsoDate[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const dates = data.map((row) => row['date'] ?? '').filter((date) => !Number.isNaN(dayOf(date)));
  return [...new Set(dates)].sort() as IsoDate[];
}

async function unpacked(name: string, bytes: Uint8Array, most = MOST_BYTES): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: most });
  } catch (error) {
    throw new UserError(
      `${name}: expected a whole gzip of at most ${most} bytes, got ${(error as Error).message}.`,
    );
  }
}
