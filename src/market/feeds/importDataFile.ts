import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import Papa from 'papaparse';
import type pg from 'pg';
import { UserError } from '../../userError.js';
import type { IsoDate } from '../../scoring/names.js';
import { datasetOfHeader } from '../datasets/datasetOfHeader.js';
import { prices } from '../datasets/prices.js';
import { dayInIndia, dayOf } from '../day.js';
import type { ImportLimits } from '../imports/importLimits.js';
import { importFolder } from '../store/importFolder.js';
import { refusedDays } from '../store/refusedDays.js';
import { requireWhole } from '../store/requireWhole.js';
import type { OnRecorded } from '../store/recordBatch.js';
import type { ImportFile } from './importFile.js';
import { stocksOfLastFile } from './stocksOfLastFile.js';

const GZIP = [0x1f, 0x8b];

interface Options {
  readonly onRecorded: OnRecorded;
  readonly limits?: ImportLimits;
  /** The time; that of this machine by default. */
  readonly now?: (() => Date) | undefined;
}

/** Returns what imports files of the import format (docs/import.md), plain or gzipped, by their header. */
export function importDataFile(
  pool: pg.Pool,
  { onRecorded, limits, now = () => new Date() }: Options,
): ImportFile {
  return async ({ name, bytes, source }, { expectedDay }) => {
    const isPacked = GZIP.every((byte, at) => bytes[at] === byte);
    const text = await unpacked(bytes, isPacked, limits?.bytes);
    const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    const dataset = datasetOfHeader(meta.fields ?? []);
    if (dataset === undefined) {
      throw new UserError(
        `Expected a file of the import format, got ${name} with other columns (docs/import.md).`,
      );
    }
    const dates = data.map((row) => row['date'] ?? '').filter((date) => !Number.isNaN(dayOf(date)));
    const days = [...new Set(dates)].sort() as IsoDate[];
    if (expectedDay !== null && !days.includes(expectedDay)) {
      return {
        days,
        rows: 0,
        batches: [],
        refusedReason: `Expected rows of ${expectedDay}, got none. Nothing was taken.`,
      };
    }
    if (expectedDay !== null && dataset.name === prices.name) {
      const ofDay = data.filter((row) => row['date'] === expectedDay);
      const stocks = new Set(ofDay.map((row) => row['ticker'])).size;
      requireWhole(name, stocks, await stocksOfLastFile(pool, source, expectedDay));
    }
    const folder = await mkdtemp(join(tmpdir(), 'greyoak-feed-'));
    try {
      await writeFile(join(folder, isPacked ? `${dataset.file}.gz` : dataset.file), bytes);
      const { files, refusedFiles } = await importFolder(pool, folder, {
        today: dayInIndia(now()),
        onRecorded,
        ...(limits && { limits }),
      });
      const rows = files.reduce((sum, { read }) => sum + read, 0);
      const [refused] = refusedFiles;
      return {
        days,
        rows,
        batches: files.map(({ batch }) => batch),
        refusedReason: refused?.reason ?? refusedDays(files),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

async function unpacked(bytes: Uint8Array, isPacked: boolean, maxOutputLength = 2 ** 29): Promise<string> {
  if (!isPacked) return Buffer.from(bytes).toString('utf8');
  try {
    return (await promisify(gunzip)(bytes, { maxOutputLength })).toString('utf8');
  } catch (error) {
    throw new UserError(
      `Expected a whole gzip of at most ${maxOutputLength} bytes: ${(error as Error).message}.`,
    );
  }
}
