import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { UserError } from '../../userError.js';
import { findBinaries } from './binaries.js';
import { lockHome } from './homeLock.js';
import { initialise } from './initialise.js';
import { makeRoles, OWNER, SERVICE, SUPERUSER } from './makeRoles.js';
import { findPlaces } from './places.js';
import { ServerProcess } from './serverProcess.js';
import { serverUser } from './serverUser.js';
import { stopLeftover } from './stopLeftover.js';
import { writeAccess } from './writeAccess.js';

/** A running embedded PostgreSQL. */
export interface EmbeddedServer {
  /** Options for a connection to the database `greyoak`, as the service, which owns nothing. */
  readonly connection: EmbeddedConnection;
  /** Options for a connection to the same database as the owner, for migrations. */
  readonly owner: EmbeddedConnection;
  /** Options for a connection to the database `postgres` as a superuser, for what the service may not do. */
  readonly superuser: EmbeddedConnection;
  readonly dataFolder: string;
  /** Resolves with the last of its output if the server ends without having been stopped. */
  readonly ended: Promise<string>;
  /** Stops the server. Call it once. */
  readonly stop: () => Promise<void>;
}

interface EmbeddedConnection {
  /** The folder of its unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Set explicitly, because PGSSLMODE of the environment would apply otherwise, and a unix socket has no TLS. */
  readonly ssl: false;
}

export interface EmbeddedOptions {
  /** For tests: faster, but the data does not survive a crash of the machine. */
  readonly isDisposable?: boolean | undefined;
}

/**
 * Starts the embedded PostgreSQL of a home, and creates its data first if there is none. Measured: 1 s with that, 0.13 s
 * without.
 *
 * @param home an absolute path
 * @throws UserError if another process uses the home, or the server cannot run on this machine
 */
export async function startEmbedded(home: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  if (process.platform === 'win32') {
    throw new UserError(
      'The embedded PostgreSQL does not run on Windows. Set DATABASE_URL to a PostgreSQL 15 or newer, or use WSL.',
    );
  }
  const { isDisposable = false } = options;
  const user = serverUser();
  const { data, sockets } = await findPlaces(home, user);
  const undo: (() => Promise<void>)[] = [];
  if (isDisposable) undo.push(() => rmdir(sockets).catch(() => undefined));
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    undo.push(await lockHome(join(sockets, 'lock'), home));
    const { initdb, postgres } = await findBinaries(user);
    await stopLeftover({ data, sockets }, home);
    await initialise(data, initdb, user, isDisposable);
    await user.ownAll(data);
    await writeAccess(data, user);
    const server = new ServerProcess(postgres, serverOptions(data, sockets, isDisposable), user);
    let isStopping = false;
    const ended = server.ended.then(({ output }) => (isStopping ? new Promise<never>(() => {}) : output));
    undo.push(() => {
      isStopping = true;
      return server.stop();
    });
    const connect = (role: string, database: string): EmbeddedConnection => ({
      host: sockets,
      port: 5432,
      user: role,
      database,
      ssl: false,
    });
    await prepare(server, connect);
    return {
      connection: connect(SERVICE, OWNER),
      owner: connect(OWNER, OWNER),
      superuser: connect(SUPERUSER, 'postgres'),
      dataFolder: data,
      ended,
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
async function prepare(
  server: ServerProcess,
  connect: (user: string, database: string) => EmbeddedConnection,
): Promise<void> {
  const start = performance.now();
  while (server.isRunning) {
    const problem = await makeRoles(connect).then(
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
      'Fix this, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}
