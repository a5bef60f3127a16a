import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HomeInUse } from '../../../src/database/embedded/homeInUse.js';
import { lockHome } from '../../../src/database/embedded/homeLock.js';
import { waitForHolder } from '../../../src/database/embedded/waitForHolder.js';
import { UserError } from '../../../src/userError.js';
import { VERSION } from '../../../src/version.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { eventually } from '../../support/time/eventually.js';

const HOME = '/srv/oak';
const US = { pid: process.pid, version: VERSION };

let folder: string;
let path: string;
let said: string[];
const servers: Server[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'lock');
  said = [];
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
  await rm(folder, { recursive: true });
});

const wait = (patienceMs = 600_000) =>
  waitForHolder(new HomeInUse(HOME, path), { patienceMs, onWait: (awaited) => said.push(awaited) });

/** Listens at the lock as another version of greyoak may. */
async function listen(onConnect: (socket: Socket) => void): Promise<void> {
  const server = createServer(onConnect).listen(path);
  servers.push(server);
  await once(server, 'listening');
}

async function refusal(waiting: Promise<unknown>): Promise<string> {
  const error = await waiting.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('waitForHolder', () => {
  test('returns a service that is ready at once, and one that starts when it is ready', async () => {
    const lock = await lockHome(path, HOME, 'STARTING');
    const waiting = [wait(), wait()];
    await eventually(() => said.length === 2);
    lock.tell('READY');
    const ready = { ...US, state: 'READY' };
    expect(await Promise.all(waiting)).toEqual([ready, ready]);
    expect(said).toEqual(Array(2).fill(`the service on ${HOME} (process ${process.pid}) to be ready`));
    expect(await wait()).toEqual(ready);
    expect(said).toHaveLength(2);
    await lock.release();
  });

  test('returns when a command has ended, and a service that stops', async () => {
    for (const [state, awaited] of [
      ['ALONE', `another greyoak command that uses ${HOME} (process ${process.pid}) to end`],
      ['STOPPING', `the service on ${HOME} (process ${process.pid}) to stop`],
    ] as const) {
      said = [];
      const lock = await lockHome(path, HOME, state);
      const waiting = wait();
      await eventually(() => said.length > 0);
      await lock.release();
      expect(await waiting).toBe('ENDED');
      expect(said).toEqual([awaited]);
    }
  });

  test('waits for a command without limit, and for a service with one', async () => {
    const command = await lockHome(path, HOME, 'ALONE');
    const unlimited = wait(50);
    await eventually(() => said.length > 0);
    const service = join(folder, 'service');
    const other = await lockHome(service, HOME, 'STARTING');
    const limited = waitForHolder(new HomeInUse(HOME, service), { patienceMs: 50, onWait: () => undefined });
    expect(await refusal(limited)).toBe(
      `Waited 0.05 s for the service on ${HOME} (process ${process.pid}) to be ready. Look at its log, stop it, set ` +
        'GREYOAK_HOME to another folder, or set DATABASE_URL for both to share one database.',
    );
    // Its time had been up first.
    await command.release();
    expect(await unlimited).toBe('ENDED');
    await other.release();
  });

  test('gives up a process that does not answer', async () => {
    const connected: Socket[] = [];
    await listen((socket) => connected.push(socket));
    expect(await refusal(wait(50))).toMatch(
      /^Waited 0\.05 s for the greyoak that uses \/srv\/oak to answer\. /,
    );
    for (const socket of connected) socket.destroy();
  });

  test('tells a process that hangs up, and one that is gone', async () => {
    await listen((socket) => socket.destroy());
    expect(await wait()).toBe('SILENT');
    path = join(folder, 'nothing');
    expect(await wait()).toBe('SILENT');
    expect(said).toEqual([]);
  });

  test.each(['ready', `${process.pid} 9.0.0 HIBERNATING`])(
    'refuses a home whose holder says "%s"',
    async (line) => {
      await listen((socket) => socket.end(`${line}\n`));
      expect(await refusal(wait())).toMatch(/^Another greyoak uses \/srv\/oak\. Stop it, /);
    },
  );
});
