import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerUser } from './serverUser.js';

/** The name of the map in pg_ident.conf. */
const MAP = 'greyoak';

/** Writes who may connect. Called before each start, because data of former versions lets in every process of `nobody`. */
export async function writeAccess(data: string, { client }: Pick<ServerUser, 'client'>): Promise<void> {
  // `peer` asks the kernel which user connects.
  const method = client === null ? 'trust' : `peer map=${MAP}`;
  await replace(join(data, 'pg_hba.conf'), `local all all ${method}\n`);
  await replace(join(data, 'pg_ident.conf'), client === null ? '' : `${MAP} "${client}" all\n`);
}

/** Writes a new file, so that a link in its place is not followed. */
async function replace(path: string, content: string): Promise<void> {
  await rm(path, { force: true });
  await writeFile(path, content, { flag: 'wx', mode: 0o644 });
}
