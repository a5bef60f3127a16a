import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exists } from '../../../src/database/embedded/files.js';
import { lockHome } from '../../../src/database/embedded/homeLock.js';
import { stopLeftover } from '../../../src/database/embedded/stopLeftover.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let folder: string;
let data: string;
let child: ChildProcess | null;
beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder, 'postgresql');
  child = null;
  await mkdir(data);
});
afterEach(async () => {
  if (child?.kill('SIGKILL')) await once(child, 'close');
  await rm(folder, { recursive: true });
});

/** A process that postmaster.pid names, and that removes this file on SIGINT, as a server does. */
async function startChild(...command: string[]): Promise<void> {
  await startWith([], '', ...command);
}

/** Starts it by another command, which becomes it, and begins with something else. */
async function startWith(by: readonly string[], first: string, ...command: string[]): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const program = `${first}
    process.on('SIGINT', () => { require('fs').rmSync(${JSON.stringify(pidFile)}); process.exit(); });
    process.on('SIGUSR2', () => console.log('lives'));
    setInterval(() => {}, 1000);
    console.log('runs');`;
  const [file, ...args] = [...by, process.execPath, '-e', program, ...command];
  const started = spawn(file, args);
  child = started;
  await once(started.stdout, 'data');
  await writeFile(pidFile, [started.pid, data, 0, 5432, join(folder, 'sockets'), ''].join('\n'));
}
/** Signals come in order: one that was to end it would have come before. */
async function livesOn(): Promise<string> {
  if (!child?.stdout) throw new Error('expected a process that was started');
  const answer = Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => ['ended'])]);
  child.kill('SIGUSR2');
  return String((await answer)[0]);
}
const stop = () => stopLeftover({ data, sockets: join(folder, 'ours') }, folder);

describe('stopLeftover', () => {
  test('stops the server of this folder, wherever its sockets lay', async () => {
    await startChild('postgres', '-D', data, '-c', 'jit=off');
    await stop();
    expect(await exists(join(data, 'postmaster.pid'))).toBe(false);
  });

  test('leaves a process alone that has got the id since', async () => {
    await startChild('postgres', '-D', `${data}2`, '-c', 'jit=off');
    await stop();
    expect(await livesOn()).toBe('lives\n');
  });

  test('refuses to stop a server whose greyoak lives, with another temp folder', async () => {
    await startChild('postgres', '-D', data, '-c', 'jit=off');
    await mkdir(join(folder, 'sockets'));
    const lock = await lockHome(join(folder, 'sockets', 'lock'), folder);
    await expect(stop()).rejects.toThrow(`Another greyoak uses ${folder}.`);
    expect(await livesOn()).toBe('lives\n');
    await lock.release();
  });

  // Only some users and containers may make file systems of their own.
  const ownTemporaryFolder = (at: string) => [
    'unshare',
    '-m',
    'sh',
    '-c',
    `mount -t tmpfs none ${at} && exec "$@"`,
    'sh',
  ];
  const [unshare, ...made] = [...ownTemporaryFolder('/mnt'), 'true'];
  if (spawnSync(unshare, made).status === 0) {
    test('refuses to stop a server whose greyoak lives, with another temp folder at the same path', async () => {
      const sockets = join(folder, 'sockets');
      await mkdir(sockets);
      const ours = await lockHome(join(sockets, 'lock'), folder);
      const listening = `require('net').createServer().listen(${JSON.stringify(join(sockets, 'lock'))});`;
      await startWith(ownTemporaryFolder(sockets), listening, 'postgres', '-D', data, '-c', 'jit=off');
      await expect(stopLeftover({ data, sockets }, folder)).rejects.toThrow(
        `Another greyoak uses ${folder}.`,
      );
      expect(await livesOn()).toBe('lives\n');
      await ours.release();
    });
  }

  test('has nothing to do where there is no server', async () => {
    await expect(stop()).resolves.toBeUndefined();
    await writeFile(join(data, 'postmaster.pid'), '');
    await expect(stop()).resolves.toBeUndefined();
  });
});
