/** Who may connect to the embedded server, and what its roles may do. */
import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/startEmbedded.js';
import { UserError } from '../../../src/userError.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };

let home: string;
let server: EmbeddedServer;
beforeAll(async () => {
  home = await temporaryFolder();
  server = await startEmbedded(home, { isDisposable: true });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

/** Sends the first message of a connection, and tells how the server answers: "R" for welcome, "E" with the error. */
const CONNECT = `
  const [path, user] = process.argv.slice(1);
  const body = Buffer.from('\\0\\x03\\0\\0user\\0' + user + '\\0database\\0postgres\\0\\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  const socket = require('net').connect(path, () => socket.write(Buffer.concat([length, body])));
  socket.on('data', (bytes) => { process.stdout.write(bytes.toString('latin1')); socket.destroy(); });
  socket.on('error', (error) => process.stdout.write(error.code));`;
const LIST = `
  try { process.stdout.write(require('fs').readdirSync(process.argv[1]).join()); }
  catch (error) { process.stdout.write(error.code); }`;

/** What a program of another user prints. */
async function asNobody(program: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['-e', program, ...args], {
    ...NOBODY,
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

async function ask(config: pg.ClientConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

test('the folders of the data and of the socket are closed to other users', async () => {
  for (const folder of [server.dataFolder, server.connection.host]) {
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
  }
  const socket = await stat(join(server.connection.host, '.s.PGSQL.5432'));
  expect((socket.mode & 0o777).toString(8)).toBe('700');
});

test('the role of the service owns nothing, and that of its owner is no superuser', async () => {
  const [role] = await ask(
    server.connection,
    `SELECT current_user::text AS name, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication AS may_more,
       (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database())::text AS owner
     FROM pg_roles WHERE rolname = current_user`,
  );
  expect(role).toEqual({ name: 'greyoak_service', may_more: false, owner: 'greyoak' });
  await expect(ask(server.connection, `SELECT pg_read_file('PG_VERSION')`)).rejects.toThrow(
    'permission denied',
  );
  await expect(ask(server.connection, `COPY (SELECT 1) TO PROGRAM 'true'`)).rejects.toThrow(
    'permission denied',
  );
  expect(await ask(server.superuser, `SELECT pg_read_file('PG_VERSION') AS version`)).toEqual([
    { version: '18\n' },
  ]);
});

// Only root can begin a process of another user, and only root's server runs as another user.
if (isRoot) {
  test('the server runs as a user that no program of the machine runs as', async () => {
    const { uid } = await stat(server.dataFolder);
    expect([0, NOBODY.uid]).not.toContain(uid);
    expect(await readFile('/etc/passwd', 'utf8')).not.toContain(`:${uid}:`);
  });

  test('data of another user is left alone', async () => {
    const other = await temporaryFolder();
    const data = join(other, 'postgresql');
    await mkdir(data);
    await writeFile(join(data, 'PG_VERSION'), '18\n');
    await chown(data, 1, 1);
    await expect(startEmbedded(other)).rejects.toThrow(
      new UserError(
        `Expected data of root in ${data}, got data of user 1. ` +
          'Start greyoak as that user, or set GREYOAK_HOME to another folder.',
      ),
    );
    expect((await stat(data)).uid).toBe(1);
    await rm(other, { recursive: true });
  });

  test.each(['greyoak', 'postgres', 'nobody'])(
    'a process of nobody cannot connect as %s, nor read the data',
    async (role) => {
      const socket = join(server.connection.host, '.s.PGSQL.5432');
      expect(await asNobody(CONNECT, socket, role)).toBe('EACCES');
      expect(await asNobody(LIST, server.dataFolder)).toBe('EACCES');
      // Were the folder open, too.
      await chmod(server.connection.host, 0o755);
      await chmod(socket, 0o777);
      expect(await asNobody(CONNECT, socket, role)).toMatch(/^E.*Peer authentication failed for user/);
      await chmod(socket, 0o700);
      await chmod(server.connection.host, 0o700);
    },
  );
}
