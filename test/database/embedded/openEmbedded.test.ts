import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { EmbeddedDatabase } from '../../../src/database/embedded/embeddedDatabase.js';
import { HomeInUse } from '../../../src/database/embedded/homeInUse.js';
import { openEmbedded } from '../../../src/database/embedded/openEmbedded.js';
import { startEmbedded } from '../../../src/database/embedded/startEmbedded.js';
import { VERSION } from '../../../src/version.js';
import { socketsOf } from '../../support/process/greyoakProcess.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { eventually } from '../../support/time/eventually.js';

let home: string;
let said: string[] = [];
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  home = await temporaryFolder();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  said = [];
});
afterAll(() => rm(home, { recursive: true }));

/** Opens the database as a command does. */
async function open(): Promise<EmbeddedDatabase> {
  const database = await openEmbedded(home, { isDisposable: true, onWait: (awaited) => said.push(awaited) });
  undo.push(database.stop);
  return database;
}

/** Starts the server as a service does, and returns how to stop it. */
async function serve() {
  const server = await startEmbedded(home, { isDisposable: true, isShared: true });
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= server.stop());
  undo.push(stop);
  return { ...server, stop };
}

async function ask({ connection }: Pick<EmbeddedDatabase, 'connection'>, statement: string) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const ONE = [{ one: 1 }];
const us = `(process ${process.pid})`;

describe('openEmbedded', () => {
  test('uses the server of a service as soon as that is ready, and leaves it running', async () => {
    const service = await serve();
    const opening = open();
    await eventually(() => said.length > 0);
    expect(said).toEqual([`the service on ${home} ${us} to be ready`]);
    service.share();
    const joined = await opening;
    expect(joined).toMatchObject({
      connection: service.connection,
      owner: service.owner,
      holder: { pid: process.pid, version: VERSION },
      description: `embedded PostgreSQL of the service in process ${process.pid}`,
    });
    await joined.stop();
    expect(await ask(service, 'SELECT 1 AS one')).toEqual(ONE);
    expect(await ask(await open(), 'SELECT 1 AS one')).toEqual(ONE);
    expect(said).toHaveLength(1);
    await expect(startEmbedded(home)).rejects.toThrow(HomeInUse);
  }, 60_000);

  test('finds the server of a service with another temporary folder', async () => {
    const service = await serve();
    service.share();
    const other = await temporaryFolder();
    const former = process.env['TMPDIR'];
    process.env['TMPDIR'] = other;
    undo.push(async () => {
      if (former === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = former;
      await rm(other, { recursive: true });
    });
    const joined = await open();
    expect(joined.connection).toEqual(service.connection);
    expect(await ask(joined, 'SELECT 1 AS one')).toEqual(ONE);
  }, 60_000);

  test('starts a server of its own where the service ends before it is ready, or stops', async () => {
    const failing = await serve();
    const opening = open();
    await eventually(() => said.length > 0);
    await failing.stop();
    const own = await opening;
    expect(own.holder).toBeNull();
    await own.stop();
    undo.length = 0;

    const service = await serve();
    service.share();
    const stopped = service.stop();
    const next = await open();
    await stopped;
    expect(next.holder).toBeNull();
    expect(await ask(next, 'SELECT 1 AS one')).toEqual(ONE);
  }, 60_000);

  test('waits for another command to end, and loses nothing of either', async () => {
    const first = await open();
    const second = open();
    await eventually(() => said.length > 0);
    expect(said).toEqual([`another greyoak command that uses ${home} ${us} to end`]);
    expect(await ask(first, 'SELECT 1 AS one')).toEqual(ONE);
    undo.length = 0;
    await first.stop();
    expect((await second).holder).toBeNull();
    expect(await ask(await second, 'SELECT 1 AS one')).toEqual(ONE);
  }, 60_000);

  test('refuses a home that a former version holds, which hangs up', async () => {
    const server = createServer((socket) => socket.destroy()).listen(join(await socketsOf(home), 'lock'));
    await once(server, 'listening');
    await expect(open()).rejects.toThrow(`Another greyoak uses ${home}. Stop it,`);
    expect(said).toEqual([]);
    server.close();
    await once(server, 'close');
  });
});
