import { rmdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { saysDiskFull } from '../diskFault.js';
import { UserError } from '../../userError.js';
import { findBinaries } from './binaries.js';
import { connectionTo } from './connectionTo.js';
import type { EmbeddedConnection, EmbeddedDatabase } from './embeddedDatabase.js';
import type { HolderState } from './holder.js';
import { initialise } from './initialise.js';
import { makeRoles, OWNER, SERVICE, SUPERUSER } from './makeRoles.js';
import { ServerProcess } from './serverProcess.js';
import { serverUser } from './serverUser.js';
import { stopLeftover } from './stopLeftover.js';
import { takeHome } from './takeHome.js';
import { writeAccess } from './writeAccess.js';

/** An embedded PostgreSQL that this process runs. */
export interface EmbeddedServer extends EmbeddedDatabase {
  /** Options for a connection to the database `postgres` as a superuser, for what the service may not do. */
  readonly superuser: EmbeddedConnection;
  readonly dataFolder: string;
  readonly holder: null;
}

export interface EmbeddedOptions {
  /** For tests: faster, but the data does not survive a crash of the machine. */
  readonly isDisposable?: boolean | undefined;
  /** Whether commands of other processes may use it once `share` was called, as that of a service; false by default. */
  readonly isShared?: boolean | undefined;
}

/**
 * Starts the embedded PostgreSQL of a home, and creates its data first if there is none. Measured: 1 s with that, 0.13 s
 * without.
 *
 * @param home an absolute path
 * @throws HomeInUse if another process uses the home; UserError if the server cannot run on this machine
 */
export async function startEmbedded(home: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  if (process.platform === 'win32') {
    throw new UserError(
      'The embedded PostgreSQL does not run on Windows. Set DATABASE_URL to a PostgreSQL 15 or newer, or use WSL.',
    );
  }
  const { isDisposable = false, isShared = false } = options;
  const user = serverUser();
  const { data, sockets, lock } = await takeHome(home, user, isShared ? 'STARTING' : 'ALONE');
  const undo: (() => Promise<void>)[] = [];
  // The next server of this home may be using it already: then it is not empty, and stays.
  if (isDisposable) undo.push(() => rmdir(sockets).catch(() => undefined));
  undo.push(lock.release);
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { initdb, postgres } = await findBinaries(user);
    await stopLeftover({ data, sockets }, home);
    await initialise(data, initdb, user, isDisposable);
    await user.ownAll(data);
    await writeAccess(data, user);
    const server = new ServerProcess(postgres, serverOptions(data, sockets, isDisposable), user);
    let isStopping = false;
    const tell = (state: HolderState) => {
      if (isShared) lock.tell(state);
    };
    const ended = server.ended.then(({ output }) => {
      tell('STOPPING');
      return isStopping ? new Promise<never>(() => {}) : output;
    });
    undo.push(() => {
      isStopping = true;
      tell('STOPPING');
      return server.stop();
    });
    await prepare(server, sockets);
    return {
      connection: connectionTo(sockets, SERVICE, OWNER),
      owner: connectionTo(sockets, OWNER, OWNER),
      superuser: connectionTo(sockets, SUPERUSER, 'postgres'),
      dataFolder: data,
      description: `embedded PostgreSQL in ${data}`,
      holder: null,
      ended,
      share: () => tell('READY'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverOptions(data: string, sockets: string, isDisposable: boolean): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    port: 5432,
    max_connections: 100,
    shared_buffers: '256MB',
    // Imports write gigabytes and would wait for checkpoints with the defaults.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    // Our statements are short: compiling them takes longer than it saves.
    jit: 'off',
    ...(isDisposable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

const START_MS = 60_000;
/** Long, because after a kill the server first replays its log, up to max_wal_size. */
const RECOVERY_MS = 600_000;
const STARTING_UP = '57P03';

/** Waits until the server answers, and makes the roles and the database of the service. */
async function prepare(server: ServerProcess, sockets: string): Promise<void> {
  const start = performance.now();
  while (server.isRunning) {
    const problem = await makeRoles((role, database) => connectionTo(sockets, role, database)).then(
      () => null,
      (error: pg.DatabaseError) => error,
    );
    if (problem === null) return;
    const patience = problem.code === STARTING_UP ? RECOVERY_MS : START_MS;
    if (performance.now() - start > patience) break;
    await sleep(25);
  }
  throw new UserError(
    `The embedded PostgreSQL did not start:\n${server.output.trim()}\n` +
      `${saysDiskFull(server.output) ? 'Its disk is full: free space' : 'Fix this'}, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}
