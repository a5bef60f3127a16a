import { X509Certificate } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import pg from 'pg';
import { findBinaries } from '../../../src/database/embedded/binaries.js';
import { ServerProcess } from '../../../src/database/embedded/serverProcess.js';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { startEmbedded } from '../../../src/database/embedded/startEmbedded.js';
import { makeCertificate, type Certificate, type CertificateOptions } from '../network/certificate.js';
import { freePort } from '../network/freePort.js';
import { remove, temporaryFolder } from '../temporaryFolder.js';
import { eventually } from '../time/eventually.js';

/** A PostgreSQL at a port of 127.0.0.1 that takes connections with TLS only. */
export interface TlsPostgres {
  readonly port: number;
  /** Its first certificate, which it has signed itself, and which is for the name localhost. */
  readonly own: Certificate;
  /** Makes a certificate. */
  readonly make: (options: Omit<CertificateOptions, 'folder'>) => Promise<Certificate>;
  /** Shows another certificate from now on. */
  readonly show: (certificate: Certificate) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one with an empty database `greyoak`, which the role `greyoak` owns. */
export async function startTlsPostgres(): Promise<TlsPostgres> {
  const home = await temporaryFolder();
  const { dataFolder: data, stop } = await startEmbedded(home, { isDisposable: true });
  await stop();
  const user = serverUser();
  const [key, certificate, access] = ['shown.key', 'shown.crt', 'access.conf'].map((name) =>
    join(home, name),
  );
  const make = (options: Omit<CertificateOptions, 'folder'>) => makeCertificate({ folder: home, ...options });
  const copy = async (from: Certificate) => {
    await copyFile(from.certificate, certificate);
    await copyFile(from.key, key);
    await user.own(key);
  };
  const own = await make({ called: 'own' });
  await copy(own);
  await writeFile(access, 'hostssl all all 127.0.0.1/32 trust\n');
  // PostgreSQL reads no file that another user could read.
  await user.own(access);
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
    await remove(home);
  };
  await eventually(() => server.output.includes('ready to accept connections')).catch(
    async (error: unknown) => {
      await end();
      throw new Error(`PostgreSQL did not start: ${server.output}`, { cause: error });
    },
  );
  /** Returns the fingerprint of the certificate that it shows, after a statement. */
  const shownAfter = async (statement: string): Promise<string> => {
    const connectionString = `postgres://postgres@localhost:${port}/postgres?sslmode=no-verify`;
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      await client.query(statement);
      const { stream } = (client as unknown as { connection: { stream: TLSSocket } }).connection;
      return stream.getPeerCertificate().fingerprint256;
    } finally {
      await client.end();
    }
  };
  const show = async (other: Certificate) => {
    await copy(other);
    const { fingerprint256 } = new X509Certificate(await readFile(other.certificate));
    await shownAfter('SELECT pg_reload_conf()');
    await eventually(async () => (await shownAfter('SELECT 1')) === fingerprint256);
  };
  return { port, own, make, show, stop: end };
}
