import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { UserError } from '../../userError.js';
import { exists, ignoring } from './files.js';
import { refuseIfLocked } from './homeLock.js';
import type { Places } from './places.js';
import { stopProcess } from './stopProcess.js';

/**
 * Stops the server of a process that was killed. It would still run and prevent a second one from starting. Call it
 * while you hold the lock of the home.
 */
export async function stopLeftover({ data, sockets }: Places, home: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(ignoring('ENOENT')))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  // A killed process exists until its parent has waited for it, and PostgreSQL takes it for running.
  while (await isZombie(pid)) await sleep(25);
  // The id may belong to another process by now. Only a server of this folder is stopped.
  if (!(pid > 0) || !isServerOf(data, await commandOf(pid))) return;
  if (lines[4]) await refuseIfServed(pid, join(lines[4], 'lock'), join(sockets, 'lock'), home);
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

/**
 * Checks that no process holds the lock beside the sockets of a server. The temporary folder of that process may be
 * another one, or another one at the same path, as with PrivateTmp of systemd.
 *
 * @param ours the lock that we hold ourselves
 * @throws HomeInUse if one does
 */
async function refuseIfServed(pid: number, lock: string, ours: string, home: string): Promise<void> {
  if (lock !== ours) await refuseIfLocked(lock, home);
  const asItsProcessSees = `/proc/${pid}/root${lock}`;
  const [its, own] = await Promise.all([asItsProcessSees, ours].map((path) => stat(path).catch(() => null)));
  if (its === null || (own !== null && its.ino === own.ino && its.dev === own.dev)) return;
  await refuseIfLocked(asItsProcessSees, home);
}

function isServerOf(data: string, command: string): boolean {
  return command.includes('postgres') && command.includes(` -D ${data} `);
}

/** Returns the command line of a process; empty if there is no such process or the system does not tell. */
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

/** Returns whether a process is a zombie, kept only for its parent; false if the system does not tell. */
async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name stands in parentheses and may hold any character.
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
