/** How connections are encrypted, and which servers are trusted, by the parameters of DATABASE_URL. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { startService } from '../../src/main.js';
import { readSettings } from '../../src/settings.js';
import { UserError } from '../../src/userError.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';
import { logOf } from '../support/http/app.js';
import { startTlsPostgres, type TlsPostgres } from '../support/database/tlsPostgres.js';

let server: TlsPostgres;
const opened: OpenDatabase[] = [];
beforeAll(async () => {
  server = await startTlsPostgres();
}, 60_000);
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});
afterAll(() => server.stop());

/** Stands in the URL, and must be in no message. */
const PASSWORD = 'oak-secret-7';

interface Parameters {
  readonly host?: string;
  readonly sslmode?: string;
  readonly port?: number;
  /** Whether the URL names the own certificate of the server as that of an authority, or the file that it names. */
  readonly trusts?: boolean | string;
  readonly more?: Readonly<Record<string, string>>;
}

async function open({
  host = 'localhost',
  port = server.port,
  sslmode,
  trusts = false,
  more = {},
}: Parameters): Promise<OpenDatabase> {
  const url = new URL(`postgres://greyoak:${PASSWORD}@${host}:${port}/greyoak`);
  if (sslmode !== undefined) url.searchParams.set('sslmode', sslmode);
  if (trusts !== false) {
    url.searchParams.set('sslrootcert', typeof trusts === 'string' ? trusts : server.own.certificate);
  }
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  const database = await openDatabase({ url: url.href, home: '' });
  opened.push(database);
  return database;
}

async function refusalOf(parameters: Parameters): Promise<string> {
  const error = await open(parameters).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).not.toContain(PASSWORD);
  return message;
}

const LIBPQ = { uselibpqcompat: 'true' };

test.each<Parameters>([
  { sslmode: 'verify-full', trusts: true },
  { sslmode: 'verify-ca', trusts: true },
  { sslmode: 'require', trusts: true },
  // Of the rules of libpq, this one does not look at the name.
  { sslmode: 'verify-ca', trusts: true, host: '127.0.0.1', more: LIBPQ },
  { sslmode: 'no-verify' },
])('encrypts every connection with %j', async (parameters) => {
  const { pool, ping } = await open(parameters);
  await ping();
  const { rows } = await pool.query<{ ssl: boolean; count: number }>(
    `SELECT ssl, count(*)::int AS count FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
     WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY ssl`,
  );
  expect(rows).toEqual([{ ssl: true, count: expect.any(Number) }]);
  expect(rows[0].count).toBeGreaterThan(1);
});

test.each(['verify-full', 'verify-ca', 'require', 'prefer', 'Require'])(
  'refuses a certificate that no known authority has signed, with sslmode=%s',
  async (sslmode) => {
    expect(await refusalOf({ sslmode })).toMatch(
      /^Cannot use the PostgreSQL database greyoak at .*: self-signed certificate\. Let sslrootcert in the URL name /,
    );
  },
);

test.each(['verify-full', 'verify-ca', 'require'])(
  'refuses a certificate for another name, with sslmode=%s',
  async (sslmode) => {
    expect(await refusalOf({ sslmode, trusts: true, host: '127.0.0.1' })).toContain(
      "is not in the cert's list. Let the URL name a host that the certificate of the server is for, or give the server " +
        'one for this host.',
    );
  },
);

test('refuses a certificate that another authority has signed than the one of sslrootcert', async () => {
  const [right, wrong] = [await server.make({ called: 'right' }), await server.make({ called: 'wrong' })];
  await server.show(await server.make({ called: 'signed', signedBy: right }));
  try {
    const trusting = { sslmode: 'verify-full', trusts: right.certificate };
    await (await open(trusting)).ping();
    expect(await refusalOf({ ...trusting, trusts: wrong.certificate })).toMatch(
      /: unable to verify the first certificate\. Let sslrootcert in the URL name the certificate of the authority/,
    );
  } finally {
    await server.show(server.own);
  }
});

test('refuses a certificate that has expired', async () => {
  const expired = await server.make({ called: 'expired', days: -1 });
  await server.show(expired);
  try {
    expect(await refusalOf({ sslmode: 'verify-full', trusts: expired.certificate })).toMatch(
      /: certificate has expired\. Renew the certificate of the server, and compare the clocks of both machines\.$/,
    );
  } finally {
    await server.show(server.own);
  }
});

test.each(['verify-full', 'verify-ca', 'require', 'prefer', 'no-verify'])(
  'refuses a server without TLS, with sslmode=%s',
  async (sslmode) => {
    // The answer of a server without TLS.
    const plain = createServer((socket) => socket.once('data', () => socket.write('N'))).listen(
      0,
      '127.0.0.1',
    );
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    expect(await refusalOf({ sslmode, port })).toContain(
      'The server does not support SSL connections. Set ssl = on and a certificate in the server; write sslmode=disable ' +
        'only for a server on this machine or in a network that you trust.',
    );
    plain.close();
  },
);

test('encrypts all connections of a service: for reads, jobs, writes, commits, cancels and leases', async () => {
  const url = new URL(`postgres://greyoak@localhost:${server.port}/greyoak?sslmode=verify-full`);
  url.searchParams.set('sslrootcert', server.own.certificate);
  const settings = { PORT: '0', DATABASE_URL: url.href, AUTH_KEY: TEST_AUTH_KEY, ACCESS: 'open' };
  const service = await startService(readSettings(settings), logOf().stream);
  const watcher = new pg.Client({ connectionString: url.href, application_name: 'watcher' });
  try {
    await service.ready;
    // Opens the connection that cancels.
    await fetch(`${service.url}/health/ready`).then((answer) => answer.arrayBuffer());
    await watcher.connect();
    const { rows } = await watcher.query<{ name: string; count: number; encrypted: boolean }>(
      `SELECT application_name AS name, count(*)::int AS count, bool_and(ssl) AS encrypted
       FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
       WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1 ORDER BY 1`,
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['greyoak', 'greyoak listener', 'greyoak worker', 'watcher']),
    );
    expect(rows.filter(({ encrypted }) => !encrypted)).toEqual([]);
  } finally {
    await watcher.end();
    await service.stop();
  }
}, 60_000);

test.each<Parameters>([{}, { sslmode: 'disable' }])(
  'does not encrypt with %j, which this server refuses',
  async (parameters) => {
    expect(await refusalOf(parameters)).toContain('no encryption. Add sslmode=verify-full to the URL.');
  },
);

test('names the file where sslrootcert cannot be read', async () => {
  const message = await refusalOf({ sslmode: 'verify-full', more: { sslrootcert: '/nowhere/root.crt' } });
  expect(message).toMatch(/^Expected DATABASE_URL .*'\/nowhere\/root.crt'/);
});
