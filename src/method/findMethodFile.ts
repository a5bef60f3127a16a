import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileFault } from '../fileFault.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { shippedMethods } from './shippedMethods.js';

/**
 * Finds the file of a method.
 *
 * @param text the name of a method of `config/`, such as greyoak-1.1, or a path
 * @returns an absolute path
 * @throws UserError where it is neither
 */
export async function findMethodFile(text: string): Promise<string> {
  const shipped = await shippedMethods();
  const known = shipped.get(text);
  if (known !== undefined) return known;
  const path = resolve(text);
  await access(path).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `Expected ${[...shipped.keys()].join(', ')} or a file with the parameters of a method, got "${shown(text)}": ` +
        `${fileFault(error)}.`,
    );
  });
  return path;
}
