/** How connections are encrypted, and which servers are trusted, by the parameters of DATABASE_URL. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { UserError } from '../../src/userError.js';
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

interface Parameters {
  readonly host?: string;
  readonly sslmode?: string;
  /** Whether the URL names the certificate of the server as that of an authority. */
  readonly trusts?: boolean;
  readonly more?: Readonly<Record<string, string>>;
}

async function open({
  host = 'localhost',
  sslmode,
  trusts = false,
  more = {},
}: Parameters): Promise<OpenDatabase> {
  const url = new URL(`postgres://greyoak@${host}:${server.port}/greyoak`);
  if (sslmode !== undefined) url.searchParams.set('sslmode', sslmode);
  if (trusts) url.searchParams.set('sslrootcert', server.certificate);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  const database = await openDatabase({ url: url.href, home: '' });
  opened.push(database);
  return database;
}

async function refusalOf(parameters: Parameters): Promise<string> {
  const error = await open(parameters).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
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
      /^Cannot use the PostgreSQL database greyoak at .*self-signed certificate/,
    );
  },
);

test.each(['verify-full', 'verify-ca', 'require'])(
  'refuses a certificate for another name, with sslmode=%s',
  async (sslmode) => {
    expect(await refusalOf({ sslmode, trusts: true, host: '127.0.0.1' })).toContain(
      "is not in the cert's list",
    );
  },
);

test.each<Parameters>([{}, { sslmode: 'disable' }])(
  'does not encrypt with %j, which this server refuses',
  async (parameters) => {
    expect(await refusalOf(parameters)).toContain('no encryption');
  },
);

test('names the file where sslrootcert cannot be read', async () => {
  const message = await refusalOf({ sslmode: 'verify-full', more: { sslrootcert: '/nowhere/root.crt' } });
  expect(message).toMatch(/^Expected DATABASE_URL .*'\/nowhere\/root.crt'/);
});
