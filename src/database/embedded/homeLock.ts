import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { VERSION } from '../../version.js';
import { ignoring } from './files.js';
import { lineOfHolder, type HolderState } from './holder.js';
import { HomeInUse } from './homeInUse.js';

/** The lock of a home, which this process holds. */
export interface HomeLock {
  /** Tells processes that wait, and those that come later, what this one does with the home. */
  readonly tell: (state: HolderState) => void;
  readonly release: () => Promise<void>;
}

/**
 * Makes this process the only one that uses a home. The lock is a listening unix socket, because the kernel closes it
 * however the process ends. A file with a process id would outlive the process. Over the same socket, other processes
 * learn whether they may use the database (`waitForHolder`).
 *
 * @throws HomeInUse if another process holds it
 */
export async function lockHome(
  socketPath: string,
  home: string,
  initial: HolderState = 'ALONE',
): Promise<HomeLock> {
  let state = initial;
  const others = new Set<Socket>();
  const line = () => lineOfHolder({ pid: process.pid, version: VERSION, state });
  const onConnect = (socket: Socket) => {
    others.add(socket);
    socket.on('close', () => others.delete(socket));
    // It may leave at any time.
    socket.on('error', () => undefined);
    socket.unref().resume().write(line());
  };
  const server = await listen(socketPath, onConnect).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    await removeStale(socketPath, home);
    return listen(socketPath, onConnect).catch(async (again: NodeJS.ErrnoException) => {
      if (again.code === 'EADDRINUSE') throw new HomeInUse(home, socketPath);
      throw again;
    });
  });
  server.unref();
  return {
    tell: (next) => {
      state = next;
      for (const socket of others) socket.write(line());
    },
    release: async () => {
      server.close();
      for (const socket of others) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** @throws HomeInUse if a process holds this lock */
export async function refuseIfLocked(socketPath: string, home: string): Promise<void> {
  if (await answers(socketPath)) throw new HomeInUse(home, socketPath);
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
    throw new HomeInUse(home, socketPath);
  }
  await rm(aside, { force: true });
}

async function listen(path: string, onConnect: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onConnect);
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
