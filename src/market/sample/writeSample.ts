import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { isoOf } from '../day.js';
import { actionsTable } from './actions.js';
import { companiesTable, sampleCompanies } from './companies.js';
import { eventsTable } from './events.js';
import { sampleFactors } from './factors.js';
import { fundamentalsTable } from './fundamentals.js';
import { indicesTable } from './indices.js';
import { pathOf, pricesTable } from './prices.js';
import { readmeText } from './readme.js';
import { shareholdingTable } from './shareholding.js';
import { statementsTable } from './statements.js';
import { bytesOf } from './table.js';
import { sampleTimeline } from './timeline.js';

/** What was written. */
export interface SampleSummary {
  /** Rows without the header. */
  readonly files: readonly { readonly file: string; readonly rows: number }[];
  readonly firstSession: IsoDate;
  readonly lastSession: IsoDate;
  readonly stocks: number;
}

/**
 * Writes a synthetic market into a folder, in the import format, with a README that says what it is. The same
 * data on every machine, in every time zone and locale: it draws from its own generator of integers, and
 * computes with + - * / alone, which IEEE 754 defines to the last bit.
 *
 * @throws UserError where the folder holds something already, or cannot be written
 */
export async function writeSample(folder: string): Promise<SampleSummary> {
  await makeEmptyFolder(folder);
  const timeline = await sampleTimeline();
  const companies = sampleCompanies();
  const factors = sampleFactors(timeline.length);
  const paths = new Map(companies.map((company) => [company, pathOf(company, factors)]));
  const tables = [
    companiesTable(companies),
    pricesTable(paths, timeline),
    indicesTable(paths, timeline),
    actionsTable(companies, timeline),
    fundamentalsTable(paths, timeline),
    statementsTable(paths, timeline),
    shareholdingTable(companies, timeline),
    eventsTable(companies, timeline),
  ];
  await write(folder, 'README.txt', readmeText(companies, timeline));
  for (const table of tables) await write(folder, table.file, bytesOf(table));
  return {
    files: tables.map(({ file, rows }) => ({ file, rows: rows.length })),
    firstSession: isoOf(timeline[0]),
    lastSession: isoOf(timeline[timeline.length - 1]),
    stocks: companies.length,
  };
}

async function makeEmptyFolder(folder: string): Promise<void> {
  const names = await mkdir(folder, { recursive: true })
    .then(() => readdir(folder))
    .catch((error: NodeJS.ErrnoException) => {
      const came =
        error.code === 'EEXIST' || error.code === 'ENOTDIR' ? 'there is a file' : 'it cannot be made';
      throw new UserError(
        `Expected a folder to write the sample market to at ${folder}, but ${came} (${error.code}). ` +
          'Name another folder; nothing was written.',
      );
    });
  if (names.length > 0) {
    throw new UserError(
      `Expected an absent or empty folder at ${folder}, but it holds ${names.sort()[0]}` +
        `${names.length > 1 ? ` and ${names.length - 1} more` : ''}. ` +
        'Name another folder, or empty this one; nothing was written.',
    );
  }
}

/** Never writes over a file that somebody else has made meanwhile. */
async function write(folder: string, file: string, content: string | Buffer): Promise<void> {
  await writeFile(join(folder, file), content, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `Expected to write ${file} to ${folder}, but it cannot be written (${error.code}). ` +
        'What is in the folder is not complete: remove it, and name a folder that can be written.',
    );
  });
}
