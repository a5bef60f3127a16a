import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { UserError } from '../../userError.js';
import { ignoring } from './files.js';

/**
 * Makes this process the only one that uses a home. The lock is a listening unix socket, because the kernel closes it
 * however the process ends. A file with a process id would outlive the process.
 *
 * @returns a function that releases the lock
 * @throws UserError if another process holds it
 */
export async function lockHome(socketPath: string, home: string): Promise<() => Promise<void>> {
  const server = await listen(socketPath).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    await removeStale(socketPath, home);
    return listen(socketPath).catch(async (again: NodeJS.ErrnoException) => {
      if (again.code === 'EADDRINUSE') throw inUse(home);
      throw again;
    });
  });
  server.unref();
  return async () => {
    server.close();
    await once(server, 'close');
  };
}

/** @throws UserError if a process holds this lock */
export async function refuseIfLocked(socketPath: string, home: string): Promise<void> {
  if (await answers(socketPath)) throw inUse(home);
}

/**
 * Removes a stale socket. It is moved aside and checked again first, because another process may have removed it and
 * listened at the same path since the last check.
 */
async function removeStale(socketPath: string, home: string): Promise<void> {
  await refuseIfLocked(socketPath, home);
  const aside = `${socketPath}.${process.pid}`;
  await rename(socketPath, aside).catch(ignoring('ENOENT'));
  if (await answers(aside)) {
    await rename(aside, socketPath);
    throw inUse(home);
  }
  await rm(aside, { force: true });
}

async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  await once(server, 'listening');
  return server;
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    // Any other error, such as a full backlog, means that a process listens.
    return !['ECONNREFUSED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
  } finally {
    socket.destroy();
  }
}

function inUse(home: string): UserError {
  return new UserError(
    `Another greyoak uses ${home}. Stop it, set GREYOAK_HOME to another folder, ` +
      'or set DATABASE_URL for both to share one database.',
  );
}
