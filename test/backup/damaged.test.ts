/** Backups that are not as they were written are refused, and nothing is stored. */
import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { fileOf, MANIFEST, type Manifest } from '../../src/backup/manifest.js';
import { readManifest } from '../../src/backup/readManifest.js';
import { restoreBackup } from '../../src/backup/restoreBackup.js';
import { canonicalHash } from '../../src/canonicalHash.js';
import { writeBackup } from '../../src/backup/writeBackup.js';
import { EXIT } from '../../src/cli/exitCodes.js';
import { guardPool } from '../../src/database/guardPool.js';
import { queryOnce } from '../support/database/queryOnce.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let backup: string;
let store: string;
/** Of an empty database. */
let empty: string;

const greyoak = (url: string, ...args: readonly string[]) => run(args, { env: { DATABASE_URL: url } });

beforeAll(async () => {
  folder = await temporaryFolder();
  backup = join(folder, 'whole');
  const market = join(folder, 'market');
  await mkdir(market);
  await writeSmallMarket(market);
  store = await createTestDatabase();
  expect((await greyoak(store, 'import', market)).code).toBe(EXIT.DONE);
  expect((await greyoak(store, 'backup', backup)).code).toBe(EXIT.DONE);
  empty = await createTestDatabase();
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const BARS = fileOf('bars');

/** Changes the manifest of a backup, and gives it its seal again, as only a program would that means to deceive. */
async function reseal(of: string, change: (manifest: Manifest) => Record<string, unknown>): Promise<void> {
  const path = join(of, MANIFEST);
  const sealed = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  const manifest = Object.fromEntries(Object.entries(sealed).filter(([name]) => name !== 'seal')) as Manifest;
  const changed = { ...manifest, ...change(manifest) };
  await writeFile(path, JSON.stringify({ ...changed, seal: canonicalHash(changed) }));
}

/** Replaces the file of a table, and what the manifest says of it. */
async function replace(of: string, table: string, text: string): Promise<void> {
  const file = gzipSync(text);
  await writeFile(join(of, fileOf(table)), file);
  const sha256 = createHash('sha256').update(file).digest('hex');
  await reseal(of, ({ tables }) => ({
    tables: { ...tables, [table]: { ...tables[table], bytes: file.length, sha256 } },
  }));
}

interface Damage {
  readonly what: string;
  readonly damage: (of: string) => Promise<unknown>;
  readonly message: string;
}

const damages: readonly Damage[] = [
  {
    what: 'a file that was cut',
    damage: (of) => truncate(join(of, BARS), 10),
    message: `${BARS} in`,
  },
  {
    what: 'a byte that was changed',
    damage: async (of) => {
      const file = await open(join(of, BARS), 'r+');
      await file.write(Buffer.from([0]), 0, 1, 12);
      await file.close();
    },
    message: `${BARS} has other bytes than were written`,
  },
  { what: 'a missing file', damage: (of) => rm(join(of, BARS)), message: `${BARS} is missing in` },
  {
    what: 'another file',
    damage: (of) => writeFile(join(of, 'notes.txt'), ''),
    message: 'also has notes.txt',
  },
  {
    what: 'a link in the place of a file',
    damage: async (of) => {
      await rename(join(of, BARS), join(of, '..', 'elsewhere'));
      await symlink('../elsewhere', join(of, BARS));
    },
    message: 'is a link or a folder',
  },
  {
    what: 'a changed manifest',
    damage: async (of) => {
      const text = await readFile(join(of, MANIFEST), 'utf8');
      await writeFile(join(of, MANIFEST), text.replace('"version": "', '"version": "1'));
    },
    message: 'Expected a manifest as greyoak wrote it, got one that was changed',
  },
  {
    what: 'a manifest with a path that leaves the folder',
    damage: (of) =>
      reseal(of, ({ tables: { bars, ...others } }) => ({ tables: { ...others, '../bars': bars } })),
    message: 'Expected a manifest as greyoak wrote it, got one that was changed',
  },
  {
    what: 'a manifest of another program',
    damage: (of) => writeFile(join(of, MANIFEST), '{"program":"pg_dump","format":1}'),
    message: 'Expected the manifest of a greyoak backup, got something else',
  },
  {
    what: 'a manifest that is no JSON',
    damage: (of) => truncate(join(of, MANIFEST), 100),
    message: 'Expected the manifest of a greyoak backup, got something else',
  },
  {
    what: 'a newer format',
    damage: (of) => reseal(of, () => ({ format: 3 })),
    message: 'Expected a backup of format 2 or older, got format 3',
  },
  {
    what: 'a newer schema',
    damage: (of) => reseal(of, ({ migrations }) => ({ migrations: [...migrations, '9999_later'] })),
    message: 'got a newer one: the backup has 9999_later',
  },
  {
    what: 'a backup that was killed',
    damage: (of) => rm(join(of, MANIFEST)),
    message: `without a file ${MANIFEST}`,
  },
  {
    what: 'a table too few for its schema',
    damage: async (of) => {
      await rm(join(of, BARS));
      await reseal(of, ({ tables: { bars: _, ...tables } }) => ({ tables }));
    },
    message: 'got one that differs in the table bars (',
  },
  {
    what: 'other columns than those of its schema',
    damage: (of) =>
      reseal(of, ({ tables }) => ({ tables: { ...tables, bars: { ...tables['bars'], columns: ['day'] } } })),
    message: 'got one that differs in the table bars (',
  },
  {
    what: 'fewer rows than the manifest says',
    damage: (of) =>
      reseal(of, ({ tables }) => ({
        tables: { ...tables, batches: { ...tables['batches'], rows: 99 } },
      })),
    message: 'they do not fit: it has 3 rows of 99',
  },
  {
    what: 'rows that do not fit the table',
    damage: (of) => replace(of, 'market_kind', 't\tmaybe\n'),
    message: 'they do not fit: ',
  },
  {
    what: 'rows that refer to none',
    damage: (of) => replace(of, 'stocks', ''),
    message: 'they do not fit: ',
  },
];

const relationsIn = (url: string) =>
  queryOnce(url, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace");

test.each(damages)('refuses $what, and stores nothing', async ({ damage, message }) => {
  const damaged = join(folder, 'damaged');
  await rm(damaged, { recursive: true, force: true });
  await cp(backup, damaged, { recursive: true });
  await damage(damaged);
  const { code, out, err } = await greyoak(empty, 'restore', damaged);
  expect({ code, out, err }).toEqual({ code: EXIT.FAILED, out: '', err: expect.stringContaining(message) });
  expect(await relationsIn(empty)).toEqual([]);
});

test('a backup or restore that is ended leaves nothing', async () => {
  const ended = new Error('ended');
  const ending = () => {
    const controller = new AbortController();
    const onProgress = (table: string) => {
      if (table === 'bars') controller.abort(ended);
    };
    return { signal: controller.signal, onProgress };
  };
  await overPool(store, (pool) =>
    expect(writeBackup(pool, join(folder, 'ended'), ending())).rejects.toMatchObject({ name: 'AbortError' }),
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('ended'))).toEqual([]);
  const manifest = await readManifest(backup);
  await overPool(empty, (pool) =>
    expect(restoreBackup(pool, backup, manifest, ending())).rejects.toMatchObject({ name: 'AbortError' }),
  );
  expect(await relationsIn(empty)).toEqual([]);
});

async function overPool(url: string, work: (pool: pg.Pool) => Promise<void>): Promise<void> {
  const pool = guardPool(new pg.Pool({ connectionString: url }));
  await work(pool).finally(() => pool.end());
}

test('verifies a backup without a database', async () => {
  const whole = await run(['backup', backup, '--verify']);
  expect(whole).toMatchObject({ code: EXIT.DONE, err: '' });
  expect(whole.out).toContain(`As it was written: ${backup} has the store of`);
  const missing = await run(['backup', join(folder, 'none'), '--verify']);
  expect(missing).toMatchObject({ code: EXIT.FAILED, out: '' });
  expect(missing.err).toContain(`found none at ${join(folder, 'none')}: name another one`);
});
