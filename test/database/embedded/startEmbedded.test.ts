import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { findBinaries } from '../../../src/database/embedded/binaries.js';
import { exists } from '../../../src/database/embedded/files.js';
import { ServerProcess } from '../../../src/database/embedded/serverProcess.js';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/startEmbedded.js';
import { UserError } from '../../../src/userError.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let home: string;
let started: EmbeddedServer[];
beforeEach(async () => {
  home = await temporaryFolder();
  started = [];
});
afterEach(async () => {
  for (const server of started) await server.stop();
  await rm(home, { recursive: true });
});

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded(home, { isDisposable: true });
  started.push(server);
  return server;
}

async function refusal(): Promise<string> {
  const error = await start().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

async function ask(server: EmbeddedServer, statement: string): Promise<unknown[]> {
  const client = new pg.Client(server.owner);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const processIdIn = async (data: string) =>
  Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('startEmbedded', () => {
  // One story, as each new home costs a second.
  test('keeps its data over a stop, a kill, a second start at the same time, and a server left behind', async () => {
    // An initdb that was killed.
    await mkdir(join(home, 'postgresql.new', 'base'), { recursive: true });
    const first = await start();
    expect(first.dataFolder).toBe(join(home, 'postgresql'));
    expect(await exists(join(home, 'postgresql.new'))).toBe(false);
    await ask(first, 'CREATE TABLE kept AS SELECT 42 AS value');

    expect(await refusal()).toContain(`Another greyoak uses ${home}.`);
    expect(await ask(first, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);

    await first.stop();
    const second = await start();
    expect(await ask(second, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);

    process.kill(await processIdIn(second.dataFolder), 'SIGKILL');
    expect(await second.ended).toContain('database system is ready to accept connections');
    await second.stop();
    const third = await start();
    expect(await ask(third, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await third.stop();

    const user = serverUser();
    const { postgres } = await findBinaries(user);
    const { host } = first.connection;
    await mkdir(host, { recursive: true });
    await user.own(host);
    const options = [
      '-D',
      first.dataFolder,
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${host}`,
    ];
    const leftover = new ServerProcess(postgres, options, user);
    while (!leftover.output.includes('ready to accept connections')) await new Promise(setImmediate);
    const fourth = await start();
    expect((await leftover.ended).output).toContain('received fast shutdown request');
    expect(await ask(fourth, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await fourth.stop();

    await appendFile(join(first.dataFolder, 'postgresql.conf'), '\nacorns = 3\n');
    for (let k = 0; k < 2; k++) {
      // The second time too: the first one gave the lock back.
      expect(await refusal()).toMatch(/did not start:\n[^]*"acorns"[^]*set DATABASE_URL to a PostgreSQL 15/);
    }
    // A server that is stopped on purpose does not count as ended by itself.
    expect(await Promise.race([fourth.ended, Promise.resolve('pending')])).toBe('pending');
  }, 60_000);

  test('refuses data of another version of PostgreSQL', async () => {
    await mkdir(join(home, 'postgresql'));
    await writeFile(join(home, 'postgresql', 'PG_VERSION'), '17\n');
    expect(await refusal()).toBe(
      `Expected data of PostgreSQL 18 in ${join(home, 'postgresql')}, got data of PostgreSQL 17. ` +
        'Upgrade it with pg_upgrade, or set GREYOAK_HOME to another folder.',
    );
  });

  test('refuses a home that cannot be a folder', async () => {
    await writeFile(join(home, 'file'), '');
    const error = startEmbedded(join(home, 'file'));
    await expect(error).rejects.toThrow(UserError);
    await expect(error).rejects.toThrow(
      `at ${join(home, 'file')}, but it cannot be made: something of this name exists (EEXIST): ` +
        `remove it, or choose another name. Set GREYOAK_HOME`,
    );
  });
});
