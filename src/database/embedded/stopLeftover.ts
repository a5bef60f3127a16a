import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { UserError } from '../../userError.js';
import { exists, ignoring } from './files.js';
import { refuseIfLocked } from './homeLock.js';
import type { Places } from './places.js';
import { stopProcess } from './stopProcess.js';

/**
 * Stops the server of a process that was killed: it runs on, and would refuse a second one. To be called with the
 * lock of the home held.
 */
export async function stopLeftover({ data, sockets }: Places, home: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(ignoring('ENOENT')))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  // One that was killed just now is there until its parent has looked, and PostgreSQL takes it for running.
  while (await isZombie(pid)) await sleep(25);
  // The id may by now belong to any process; only a server of this very folder is stopped.
  if (!(pid > 0) || !isServerOf(data, await commandOf(pid))) return;
  // The sockets lie elsewhere if the temp folder was another one, and so does the lock of whoever uses them.
  const itsSockets = lines[4];
  if (itsSockets && itsSockets !== sockets) await refuseIfLocked(join(itsSockets, 'lock'), home);
  const watch = new AbortController();
  const isGone = await stopProcess((signal) => kill(pid, signal), gone(pidFile, watch.signal));
  watch.abort();
  if (!isGone) {
    throw new UserError(
      `A PostgreSQL of a greyoak that was killed (process ${pid}) still uses ${data} and does not stop. ` +
        'End it, or set GREYOAK_HOME to another folder.',
    );
  }
}

function isServerOf(data: string, command: string): boolean {
  return command.includes('postgres') && command.includes(` -D ${data} `);
}

/** The command line of a process; empty where there is no such process, or it cannot be told. */
async function commandOf(pid: number): Promise<string> {
  if (await exists('/proc/self/cmdline')) {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  }
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return ps.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Whether a process has ended, and is only kept for its parent; false where that cannot be told. */
async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name stands in brackets, and may hold any character.
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    ignoring('ESRCH')(error as NodeJS.ErrnoException);
  }
}

async function gone(pidFile: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await exists(pidFile))) await sleep(25);
}
