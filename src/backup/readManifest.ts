import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exists, ignoring } from '../database/embedded/files.js';
import { UserError } from '../userError.js';
import { FORMAT, MANIFEST, manifestSchema, type Manifest } from './manifest.js';
import { canonicalHash } from '../canonicalHash.js';

/** A hundred times what is written. */
const MOST_BYTES = 1 << 20;

const beginning = z.looseObject({ program: z.literal('greyoak backup'), format: z.int() });
const sealed = manifestSchema.extend({ seal: z.string() });

/**
 * Reads the manifest of a backup.
 *
 * @throws UserError where there is none, it is of another program or of a newer format, or it was changed
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST);
  const file = await lstat(path).catch(ignoring('ENOENT', 'ENOTDIR'));
  if (!(await exists(folder))) {
    throw new UserError(
      `Expected a folder that "greyoak backup" has made, found none at ${folder}: name another one.`,
    );
  }
  if (file === undefined || !file.isFile()) {
    throw new UserError(
      `Expected a folder that "greyoak backup" has made, got ${folder} without a file ${MANIFEST}: name another folder. ` +
        'A folder whose name ends with .partial is of a backup that was killed.',
    );
  }
  const value: unknown = file.size > MOST_BYTES ? null : parsed(await readFile(path, 'utf8'));
  const { data: start } = beginning.safeParse(value);
  if (start === undefined) {
    throw new UserError(
      `Expected the manifest of a greyoak backup, got something else: ${path}. Name another folder.`,
    );
  }
  if (start.format > FORMAT) {
    throw new UserError(
      `Expected a backup of format ${FORMAT} or older, got format ${start.format} in ${path}: use the version of greyoak ` +
        'that made it, or a newer one.',
    );
  }
  const { data } = sealed.safeParse(value);
  if (data !== undefined) {
    const { seal, ...manifest } = data;
    if (seal === canonicalHash(manifest)) return manifest;
  }
  throw new UserError(
    `Expected a manifest as greyoak wrote it, got one that was changed: ${path}. Copy it again from where it was made, or ` +
      'use another backup.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
