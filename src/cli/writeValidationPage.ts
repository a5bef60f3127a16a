import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileFault } from '../fileFault.js';
import { MODES } from '../scoring/names.js';
import { UserError } from '../userError.js';
import type { PageData } from '../validation/page/pageData.js';
import { validationPage } from '../validation/page/validationPage.js';

/** The name of the file with the numbers of a page, in the folder of its pictures. */
export const DATA_FILE = 'data.json';

/**
 * Writes a page of a validation, and a folder of its name with the pictures and the numbers that both are made from.
 *
 * @throws UserError where a file cannot be written
 */
export async function writeValidationPage(file: string, data: PageData, source: string): Promise<void> {
  const name = basename(file, extname(file));
  const folder = join(dirname(file), name);
  const charts = await drawn(data);
  try {
    await mkdir(folder, { recursive: true });
    for (const [picture, svg] of charts) await writeFile(join(folder, picture), svg);
    await writeFile(join(folder, DATA_FILE), `${JSON.stringify({ source, ...data }, null, 1)}\n`);
    await writeFile(file, validationPage(data, { pictures: name, source }));
  } catch (error) {
    throw new UserError(
      `Expected to write ${file}, but it failed: ${fileFault(error as NodeJS.ErrnoException)}.`,
    );
  }
}

/** Loads the library of charts only where pictures are wanted. */
async function drawn(data: PageData): Promise<readonly (readonly [string, string])[]> {
  const { chartsOf } = await import('../validation/page/charts/chartsOf.js');
  return MODES.filter((mode) => data.modes.some((one) => one.mode === mode)).flatMap((mode) => [
    ...chartsOf(data, mode),
  ]);
}
