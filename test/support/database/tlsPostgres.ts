import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from '../../../src/database/embedded/binaries.js';
import { ServerProcess } from '../../../src/database/embedded/serverProcess.js';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { startEmbedded } from '../../../src/database/embedded/startEmbedded.js';
import { freePort } from '../network/freePort.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { eventually } from '../time/eventually.js';

/** A PostgreSQL at a port of 127.0.0.1 that takes connections with TLS only. */
export interface TlsPostgres {
  readonly port: number;
  /** The path of its certificate, which it has signed itself, and which is for the name localhost. */
  readonly certificate: string;
  readonly stop: () => Promise<void>;
}

/** Starts one with an empty database `greyoak`, which the role `greyoak` owns. */
export async function startTlsPostgres(): Promise<TlsPostgres> {
  const home = await temporaryFolder();
  const { dataFolder: data, stop } = await startEmbedded(home, { isDisposable: true });
  await stop();
  const user = serverUser();
  const [key, certificate, access] = ['server.key', 'server.crt', 'access.conf'].map((name) =>
    join(home, name),
  );
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', certificate];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    ...subject,
    ...files,
  ]);
  await writeFile(access, 'hostssl all all 127.0.0.1/32 trust\n');
  // PostgreSQL reads no key that another user could read.
  for (const file of [key, access]) await user.own(file);
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ssl: 'on',
    ssl_cert_file: certificate,
    ssl_key_file: key,
    hba_file: access,
    fsync: 'off',
  };
  const { postgres } = await findBinaries(user);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = new ServerProcess(postgres, ['-D', data, ...options], user);
  const end = async () => {
    await server.stop();
    await rm(home, { recursive: true });
  };
  await eventually(() => server.output.includes('ready to accept connections')).catch(
    async (error: unknown) => {
      await end();
      throw new Error(`PostgreSQL did not start: ${server.output}`, { cause: error });
    },
  );
  return { port, certificate, stop: end };
}
