/** Data of former versions, whose server let in every process of its user, with the service's role as a superuser. */
import { chown, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { findBinaries } from '../../../src/database/embedded/binaries.js';
import { ServerProcess } from '../../../src/database/embedded/serverProcess.js';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { startEmbedded } from '../../../src/database/embedded/startEmbedded.js';
import { guardPool } from '../../../src/database/guardPool.js';
import { openDatabase } from '../../../src/database/openDatabase.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { eventually } from '../../support/time/eventually.js';

const NOBODY = 65_534;
/** The user of the server, as former versions chose it. */
const former = { ids: process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {} };

let home: string;
let sockets: string;
const undo: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  home = await temporaryFolder();
  sockets = await mkdtemp(join(tmpdir(), 'former-'));
  if (former.ids.uid !== undefined) await chown(sockets, NOBODY, NOBODY);
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  for (const folder of [home, sockets]) await rm(folder, { recursive: true });
});

async function asFormer(database: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ host: sockets, port: 5432, user: 'greyoak', database });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** One of each kind of thing that has an owner. */
const THINGS = [
  'CREATE SCHEMA other',
  'CREATE TABLE other."a table" (id integer GENERATED ALWAYS AS IDENTITY, n serial, day date) PARTITION BY RANGE (day)',
  `CREATE TABLE other.part PARTITION OF other."a table" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`,
  'CREATE SEQUENCE other.numbers',
  'CREATE VIEW other.seen AS SELECT id FROM other."a table"',
  'CREATE MATERIALIZED VIEW other.kept AS SELECT 1 AS one',
  `CREATE TYPE other.colour AS ENUM ('red')`,
  'CREATE TYPE other.pair AS (a integer, b integer)',
  'CREATE TYPE other.span AS RANGE (subtype = integer)',
  'CREATE DOMAIN other.positive AS integer CHECK (value > 0)',
  'CREATE FUNCTION other.twice(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT 2 * n $$',
  'CREATE PROCEDURE other.nothing() LANGUAGE sql AS $$ SELECT 1 $$',
  'CREATE AGGREGATE other.total(integer) (sfunc = int4pl, stype = integer, initcond = 0)',
];

/** Makes the data of a home as former versions did. */
async function makeFormerData(): Promise<void> {
  const { initdb, postgres } = await findBinaries(serverUser());
  const data = join(home, 'postgresql');
  await mkdir(data, { mode: 0o700 });
  if (former.ids.uid !== undefined) await chown(data, NOBODY, NOBODY);
  const made = new ServerProcess(
    initdb,
    ['-D', data, '-U', 'greyoak', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    former,
  );
  expect(await made.ended).toMatchObject({ isSuccess: true });
  const options = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${sockets}`, '-c', 'fsync=off'];
  const server = new ServerProcess(postgres, ['-D', data, ...options], former);
  try {
    await eventually(() => server.output.includes('ready to accept connections'));
    await asFormer('postgres', 'CREATE DATABASE greyoak');
    const url = `postgres://greyoak@localhost/greyoak?host=${encodeURIComponent(sockets)}&sslmode=disable`;
    const database = await openDatabase({ url, home: '' });
    await runMigrations({ pgPool: database.pool });
    await database.close();
    await asFormer('greyoak', ...THINGS);
  } finally {
    await server.stop();
  }
}

const OWNERS = `
  SELECT DISTINCT pg_get_userbyid(owner)::text AS owner FROM (
    SELECT relowner AS owner, relnamespace AS namespace FROM pg_class
    UNION ALL SELECT proowner, pronamespace FROM pg_proc
    UNION ALL SELECT typowner, typnamespace FROM pg_type
    UNION ALL SELECT nspowner, oid FROM pg_namespace WHERE nspname <> 'public'
  ) AS owned JOIN pg_namespace ON pg_namespace.oid = namespace
  WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`;

test('data of a former version belongs to a role that is no superuser, and the service owns nothing, from then on', async () => {
  await makeFormerData();
  for (let start = 0; start < 2; start++) {
    const database = await openDatabase({ home, isDisposable: true });
    undo.push(database.close);
    const { rows: roles } = await database.pool.query(
      'SELECT rolname::text AS name, rolsuper AS super FROM pg_roles WHERE rolcanlogin ORDER BY rolname',
    );
    expect(roles).toEqual([
      { name: 'greyoak', super: false },
      { name: 'greyoak_service', super: false },
      { name: 'postgres', super: true },
    ]);
    expect((await database.pool.query(OWNERS)).rows).toEqual([{ owner: 'greyoak' }]);
    expect((await database.pool.query('SELECT FROM bars')).rowCount).toBe(0);
    await expect(database.pool.query('ALTER TABLE bars ADD COLUMN added integer')).rejects.toThrow(
      'must be owner',
    );
    // What migrations may have to do.
    const owner = guardPool(new pg.Pool({ ...database.pool.options, user: 'greyoak' }));
    owner.on('connect', (client) => client.on('error', () => undefined));
    owner.on('error', () => undefined);
    await owner.query('ALTER TABLE bars ADD COLUMN added integer; ALTER TABLE bars DROP COLUMN added');
    await owner.query(`ALTER TYPE other.colour ADD VALUE 'green${start}'`);
    await owner.query('ALTER SCHEMA other RENAME TO another; ALTER SCHEMA another RENAME TO other');
    await runMigrations({ pgPool: owner });
    await owner.end();
    await database.close();
  }
  if (former.ids.uid !== undefined) {
    const owners = await Promise.all(
      ['', 'PG_VERSION', 'base', 'global/pg_control'].map((name) => stat(join(home, 'postgresql', name))),
    );
    expect(new Set(owners.map(({ uid }) => uid))).toEqual(new Set([serverUser().ids.uid]));
  }
}, 60_000);

test('an upgrade that was stopped is completed by the next start', async () => {
  await makeFormerData();
  // It was stopped after its first step, and within the second one.
  const server = await startEmbedded(home, { isDisposable: true });
  undo.push(server.stop);
  const client = new pg.Client({ ...server.superuser, database: 'greyoak' });
  await client.connect();
  await client.query('CREATE ROLE greyoak_upgrading SUPERUSER LOGIN');
  await client.query('ALTER DATABASE greyoak OWNER TO postgres; ALTER TABLE bars OWNER TO postgres');
  await client.end();
  await server.stop();
  undo.length = 0;
  if (former.ids.uid !== undefined) await chown(join(home, 'postgresql'), 0, 0);
  const database = await openDatabase({ home, isDisposable: true });
  undo.push(database.close);
  expect((await database.pool.query(OWNERS)).rows).toEqual([{ owner: 'greyoak' }]);
  const { rows } = await database.pool.query(`SELECT FROM pg_roles WHERE rolname = 'greyoak_upgrading'`);
  expect(rows).toEqual([]);
}, 60_000);
