import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { ignoring } from '../database/embedded/files.js';
import { fileFault } from '../fileFault.js';
import { MODES } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { PageData } from '../validation/page/pageData.js';
import { validationPage } from '../validation/page/validationPage.js';
import { requirePlace } from './requirePlace.js';

/** The name of the file with the numbers of a page, in the folder of its pictures. */
export const DATA_FILE = 'data.json';

/**
 * Refuses a place that a page cannot be written to, before its figures are computed.
 *
 * @throws UserError where the name has no ending, so that the folder of its pictures would have the same one, or where
 * something else than a file, or than a folder of pictures, is there
 */
export async function requirePagePlace(file: string): Promise<void> {
  if (extname(file) === '') {
    throw new UserError(`Expected --page with a file such as validation.md, got "${shown(file)}": add .md.`);
  }
  try {
    await requirePlace(file, true);
    const pictures = await stat(folderOf(file)).catch(ignoring('ENOENT'));
    if (pictures !== undefined && !pictures.isDirectory()) {
      throw new UserError(
        `Expected a folder for the pictures, but ${folderOf(file)} is none: choose another name.`,
      );
    }
  } catch (error) {
    throw error instanceof UserError ? error : notWritten(file, error);
  }
}

/**
 * Writes a page of a validation, and a folder of its name with the pictures and the numbers that both are made from.
 *
 * @throws UserError where a file cannot be written
 */
export async function writeValidationPage(file: string, data: PageData, source: string): Promise<void> {
  const name = basename(file, extname(file));
  const folder = folderOf(file);
  const charts = await drawn(data);
  try {
    await mkdir(folder, { recursive: true });
    for (const [picture, svg] of charts) await writeFile(join(folder, picture), svg);
    await writeFile(join(folder, DATA_FILE), `${JSON.stringify({ source, ...data }, null, 1)}\n`);
    await writeFile(file, validationPage(data, { pictures: name, source }));
  } catch (error) {
    throw notWritten(file, error);
  }
}

const folderOf = (file: string): string => join(dirname(file), basename(file, extname(file)));

const notWritten = (file: string, error: unknown): UserError =>
  new UserError(`Expected to write ${file}, but it failed: ${fileFault(error)}.`);

/** Loads the library of charts only where pictures are wanted. */
async function drawn(data: PageData): Promise<readonly (readonly [string, string])[]> {
  const { chartsOf } = await import('../validation/page/charts/chartsOf.js');
  return MODES.filter((mode) => data.modes.some((one) => one.mode === mode)).flatMap((mode) => [
    ...chartsOf(data, mode),
  ]);
}
