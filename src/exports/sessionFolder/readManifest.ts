import { join } from 'node:path';
import { z } from 'zod';
import { canonicalHash } from '../../canonicalHash.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { VERSION } from '../../version.js';
import { changed } from './changed.js';
import { FORMAT, MANIFEST, manifestSchema, type SessionManifest } from './manifest.js';
import { readWhole } from './readWhole.js';

/** Ten times what is written. */
const MOST_BYTES = 1 << 18;

const beginning = z.looseObject({ program: z.literal('greyoak export session'), format: z.int() });
const sealed = manifestSchema.extend({ seal: z.string() });

/**
 * Reads the manifest of a session's folder.
 *
 * @throws UserError where there is none, it is of another program or of a newer format, or it was changed
 */
export async function readManifest(folder: string): Promise<SessionManifest> {
  const path = join(folder, MANIFEST);
  const value = parsed((await readWhole(path, MOST_BYTES)).toString('utf8'));
  const { data: start } = beginning.safeParse(value);
  if (start === undefined) {
    throw new UserError(
      `Expected the manifest of a session that "greyoak export session" wrote, got something else: ${path}. Name the folder ` +
        'that was written.',
    );
  }
  if (start.format > FORMAT) {
    throw new UserError(
      `Expected a session of format ${FORMAT} or older, got format ${start.format} in ${path}: use the version of greyoak ` +
        'that made it, or a newer one.',
    );
  }
  const { data, error } = sealed.safeParse(value);
  if (data === undefined) {
    const [issue] = error.issues;
    const version = String(start['version']);
    const by = version === VERSION ? '' : `, written by version ${shown(version)} where this is ${VERSION}`;
    throw changed(
      `${MANIFEST} has another layout${by} (${shown(issue.path.join('.'))}: ${shown(issue.message)})`,
    );
  }
  const { seal, ...manifest } = data;
  if (seal !== canonicalHash(manifest)) throw changed(`${MANIFEST} was changed`);
  return manifest;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
