import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What commands may write to is copied. */
const COPIED = ['bin', 'config', 'docs', 'examples', 'package.json', 'schema.graphql', 'tsconfig.json'];

/** Copies the project, built and with its packages, into an empty folder. What the copy builds is its own. */
export async function scratchCopy(folder: string): Promise<void> {
  await Promise.all(COPIED.map((name) => cp(name, join(folder, name), { recursive: true })));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'dist'));
  const built = (await readdir('dist')).filter((name) => name !== 'examples');
  await Promise.all(built.map((name) => symlink(resolve('dist', name), join(folder, 'dist', name))));
}
