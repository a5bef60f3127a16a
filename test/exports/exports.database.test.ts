/** Exports from the request to the download, as several users see them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  anonymousAt,
  callerAt,
  callerWithKey,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import type { Role } from '../../src/access/roles.js';
import type { Scope } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { ExportFolder } from '../../src/exports/exportFolder.js';
import type { ExportServices } from '../../src/exports/exportServices.js';
import { makeExport } from '../../src/exports/tasks/makeExport.js';
import { pruneExports } from '../../src/exports/tasks/pruneExports.js';
import { createContext } from '../../src/graphql/context.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { fill } from '../support/days/filledStore.js';
import { dataOf, execute } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { start, stopAll, untilEmpty } from '../support/jobs/workers.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};
const HOUR_MS = 3_600_000;

let root: string;
let folder: string;
let database: Database;
let api: TestApi;
/** How many scores the store has. */
let scores: number;
const users: Record<string, Caller> = {};

beforeAll(async () => {
  root = await temporaryFolder();
  folder = join(root, 'exports');
  database = await openTestDatabase();
  await fill(database);
  const { rows } = await database.pool.query<{ count: number }>('SELECT count(*) FROM current_scores');
  scores = rows[0].count;
  api = await apiOver(database, { EXPORTS_FOLDER: folder, EXPORTS_KEPT: '4', LOG_LEVEL: 'info' });
  for (const [name, role] of [
    ['asha', 'ANALYST'],
    ['ravi', 'ANALYST'],
    ['vik', 'VIEWER'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
}, 60_000);
afterEach(async () => {
  api.services.clock.offsetMs = 0;
  await stopAll();
  await database.pool.query('DELETE FROM exports');
  // Its trigger and the jobs that no worker took.
  await database.pool.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
  await remove(folder);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
  await remove(root);
});

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

const contextOf = (caller: Caller) => createContext(api.services, caller, null, () => LIMITS);

interface Told {
  readonly id: string;
  readonly status: string;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly url: string | null;
  readonly expiresAt: string | null;
  readonly hash: string | null;
  readonly error: string | null;
}

const FIELDS = 'id kind format status rows bytes url expiresAt hash error createdAt';
const CREATE = `mutation Take($input: ExportInput!) { createExport(input: $input) { ${FIELDS} } }`;
const ALL = { kind: 'SCORES', from: '2024-10-01', to: '2024-10-31' } as const;

async function create(caller: Caller, input: Readonly<Record<string, unknown>> = {}): Promise<Told> {
  const { createExport } = await dataOf(await contextOf(caller), CREATE, { input: { ...ALL, ...input } });
  return createExport as Told;
}

async function refused(caller: Caller, input: Readonly<Record<string, unknown>> = {}) {
  const { errors } = await execute(await contextOf(caller), CREATE, { input: { ...ALL, ...input } });
  return { code: errors?.[0].extensions?.['code'], message: errors?.[0].message };
}

async function list(caller: Caller, ofEverybody = false): Promise<readonly Told[]> {
  const query = `{ exports(ofEverybody: ${ofEverybody}) { nodes { ${FIELDS} } totalCount } }`;
  const { exports } = (await dataOf(await contextOf(caller), query)) as {
    exports: { nodes: readonly Told[]; totalCount: number };
  };
  expect(exports.totalCount).toBe(exports.nodes.length);
  return exports.nodes;
}

async function one(caller: Caller, id: string): Promise<Told | null> {
  const query = `query ($id: ID!) { node(id: $id) { ... on Export { ${FIELDS} } } }`;
  return (await dataOf(await contextOf(caller), query, { id }))['node'] as Told | null;
}

const work = (services: Partial<ExportServices> = {}) =>
  start(database, [makeExport, pruneExports], {
    services: { exportFolder: new ExportFolder(folder), exportHours: 24, ...services },
  });

/** Makes an export and waits until it is made. */
async function made(caller: Caller, input: Readonly<Record<string, unknown>> = {}): Promise<Told> {
  const { id } = await create(caller, input);
  await work();
  return ended(caller, id);
}

async function ended(caller: Caller, id: string): Promise<Told> {
  let told: Told | null = null;
  await eventually(async () => {
    told = await one(caller, id);
    return told?.status === 'SUCCEEDED' || told?.status === 'FAILED';
  });
  if (told === null) throw new Error('expected an export, got none');
  return told;
}

const urlOf = ({ url }: Told): string => {
  if (url === null) throw new Error('expected a link, got none');
  return url;
};

const download = (
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method: 'GET' | 'HEAD' = 'GET',
) => api.app.inject({ method, url, headers });

const files = () => readdir(folder).catch(() => [] as string[]);

describe('createExport', () => {
  test('queues an export, which a worker makes and its link downloads', async () => {
    const queued = await create(users['asha']);
    expect(queued).toMatchObject({ kind: 'SCORES', format: 'CSV', status: 'QUEUED' });
    expect(queued).toMatchObject({
      rows: null,
      bytes: null,
      url: null,
      expiresAt: null,
      hash: null,
      error: null,
    });
    await work();
    const told = await ended(users['asha'], queued.id);
    expect(told).toMatchObject({ status: 'SUCCEEDED', rows: scores, error: null });
    expect(await list(users['asha'])).toEqual([told]);
    const [file] = await files();
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);

    const answer = await download(urlOf(told));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="greyoak-scores-2024-10-01-2024-10-31.csv"',
      'content-length': String(told.bytes),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      etag: `"${told.hash}"`,
    });
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(told.hash);
    expect(answer.body.split('\r\n')).toHaveLength(2 + Number(told.rows));

    const head = await download(urlOf(told), {}, 'HEAD');
    expect(head.statusCode).toBe(200);
    expect(head.headers['content-length']).toBe(String(told.bytes));
    expect(head.body).toBe('');
    const part = await download(urlOf(told), { range: 'bytes=3-6' });
    expect(part.statusCode).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 3-6/${told.bytes}`);
    expect(part.body).toBe('date');
    const beyond = await download(urlOf(told), { range: `bytes=${told.bytes}-` });
    expect(beyond.statusCode).toBe(416);
    expect(beyond.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('adds a range to a part of the same file only, and knows no other condition', async () => {
    const told = await made(users['asha']);
    const range = 'bytes=3-6';
    const [same, other, past] = [`"${told.hash}"`, '"another"', 'Wed, 21 Oct 2015 07:28:00 GMT'];
    const statusWith = async (headers: Readonly<Record<string, string>>) =>
      (await download(urlOf(told), headers)).statusCode;
    expect(await statusWith({ range, 'if-range': same })).toBe(206);
    for (const condition of [other, `W/${same}`, past, 'Wed, 21 Oct 2099 07:28:00 GMT', '']) {
      expect(await statusWith({ range, 'if-range': condition })).toBe(200);
    }
    for (const [name, value] of [
      ['if-match', same],
      ['if-match', other],
      ['if-none-match', '*'],
      ['if-unmodified-since', past],
    ]) {
      expect(await statusWith({ [name]: value })).toBe(200);
    }
  });

  test('keeps the signature of a link out of the log', async () => {
    const told = await made(users['asha']);
    const signature = new URL(urlOf(told), 'http://a').searchParams.get('signature') ?? '';
    expect(signature).toHaveLength(43);
    await download(urlOf(told));
    await download(`${urlOf(told)}x`);
    expect(JSON.stringify(api.log.lines())).not.toContain(signature);
  });

  test('records who asked for what', async () => {
    await create(users['asha'], { format: 'JSON', mode: 'TRADER', tickers: [DAY.section.tickers[0]] });
    const { rows } = await database.pool.query(
      `SELECT action, result, user_id, operation_name, details FROM audit_entries ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([
      {
        action: 'EXPORTED',
        result: 'DONE',
        user_id: users['asha'].user?.id,
        operation_name: 'Take',
        details: { kind: 'SCORES', format: 'JSON', from: ALL.from, to: ALL.to, mode: 'TRADER', stocks: 1 },
      },
    ]);
  });

  test.each([
    [{ from: '2024-01-02', to: '2024-01-01' }, 'Expected a first day that is not after the last'],
    [{ kind: 'BARS', mode: 'TRADER' }, 'Expected no mode of BARS'],
    [{ method: 'x' }, 'Expected the name of a method, one of '],
    [{ tickers: ['NONE.NS'] }, 'Expected tickers of stocks that the store has, got NONE.NS'],
    [{ tickers: [] }, 'Expected 1 to 20000 tickers, got 0'],
  ])('refuses %j and stores nothing', async (input, message) => {
    const refusal = await refused(users['asha'], input);
    expect(refusal.code).toBe('BAD_USER_INPUT');
    expect(refusal.message).toContain(message);
    expect(await list(users['asha'])).toEqual([]);
  });

  test('refuses callers without the scopes of what they export', async () => {
    const keyWith = (...scopes: Scope[]) =>
      callerWithKey(
        '192.0.2.1',
        { id: 1, operationsPerMinute: null, shownPrefix: 'x', scopes },
        { id: Number(users['asha'].user?.id), role: 'ANALYST' },
      );
    // All other rules are those of the plan (docs/access.md).
    const withoutAccount = keyWith('EXPORTS_WRITE', 'SCORES_READ', 'MARKET_READ');
    expect(await refused(withoutAccount, { kind: 'MY_DATA' })).toEqual({
      code: 'FORBIDDEN',
      message:
        'Expected a caller with the scope OWN_ACCOUNT, which Mutation.createExport(input.kind: MY_DATA) needs, got one ' +
        'without: ask for it, or leave it out.',
    });
    // Nor does a key get a link to what it could not export.
    const [data, told] = [await made(users['asha'], { kind: 'MY_DATA' }), await made(withoutAccount)];
    expect((await one(users['asha'], data.id))?.url).not.toBeNull();
    expect(await one(withoutAccount, data.id)).toMatchObject({ status: 'SUCCEEDED', url: null });
    expect((await one(withoutAccount, told.id))?.url).not.toBeNull();
    expect((await one(keyWith('EXPORTS_WRITE'), told.id))?.url).toBeNull();
    const anonymous = anonymousAt('192.0.2.1', rightsTo(['EXPORTS_WRITE', 'SCORES_READ', 'MARKET_READ']));
    expect(await refused(anonymous)).toEqual({
      code: 'FORBIDDEN',
      message: 'Expected a user or an API key of one, got an anonymous caller: sign in.',
    });
  });

  test('works for the built-in user of a service in open mode', async () => {
    expect(await made(callerAt('127.0.0.1'), { tickers: [DAY.section.tickers[0]] })).toMatchObject({
      rows: 4,
    });
  });

  test('refuses more exports than may wait, and ends the oldest beyond those that are kept', async () => {
    const ids: string[] = [];
    for (let k = 0; k < 3; k++) ids.push((await create(users['asha'])).id);
    expect((await refused(users['asha'])).message).toBe(
      'Expected at most 3 exports of a user that wait or run, got one more: ask again when one has ended.',
    );
    expect(await create(users['ravi'])).toMatchObject({ status: 'QUEUED' });
    await work();
    for (const id of ids) await ended(users['asha'], id);
    for (let k = 0; k < 2; k++) await ended(users['asha'], (await create(users['asha'])).id);
    const left = await list(users['asha']);
    expect(left).toHaveLength(4);
    expect(left.map(({ id }) => id)).not.toContain(ids[0]);
    // Four of hers, one of his: the file of the first one is deleted.
    await eventually(async () => (await files()).length === 5);
  });
});

describe('a link', () => {
  test('works only as it was given', async () => {
    const told = await made(users['asha']);
    const other = await made(users['ravi']);
    const url = urlOf(told);
    const idIn = (text: string) => /exports\/(\d+)/.exec(text)?.[1] ?? '';
    const changed = [
      url.replace(/signature=./, (start) => (start.endsWith('A') ? 'signature=B' : 'signature=A')),
      url.replace(/expires=(\d+)/, (_, expires) => `expires=${Number(expires) + 1}`),
      url.replace(`exports/${idIn(url)}`, `exports/${idIn(urlOf(other))}`),
      url.replace(/&signature=.*/, ''),
      url.replace(/\?.*/, ''),
      `${url}&signature=x`,
      url.replace(/exports\/\d+/, 'exports/..%2F..%2Fetc'),
      url.replace(/exports\/\d+/, 'exports/0'),
    ];
    for (const bad of changed) {
      const { statusCode, headers, body } = await download(bad);
      expect([bad, statusCode]).toEqual([bad, 403]);
      expect(headers['content-type']).toContain('application/json');
      expect(JSON.parse(body)).toMatchObject({
        errors: [
          {
            message:
              'Expected a link as Export.url has it, got one without our signature: take the url of the export again.',
            extensions: { code: 'FORBIDDEN' },
          },
        ],
      });
    }
    expect((await download(url)).statusCode).toBe(200);
  });

  test('ends with its export, whose file is then deleted', async () => {
    const told = await made(users['asha']);
    expect(Date.parse(told.expiresAt ?? '') - Date.now()).toBeGreaterThan(23 * HOUR_MS);
    const url = urlOf(told);
    api.services.clock.offsetMs = 24 * HOUR_MS + 1_000;
    expect(await one(users['asha'], told.id)).toMatchObject({
      status: 'SUCCEEDED',
      url: null,
      hash: told.hash,
    });
    const over = await download(url);
    expect(over.statusCode).toBe(410);
    expect(over.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    // Workers go by the clock of the database itself.
    await database.pool.query(`UPDATE exports SET expires_at = now()`);
    await enqueue(database.pool, pruneExports, {});
    await eventually(async () => (await files()).length === 0);
    expect(await list(users['asha'])).toHaveLength(1);
  });

  test('works only while the owner is active', async () => {
    const told = await made(users['asha']);
    const setActive = (active: boolean) =>
      database.pool.query('UPDATE users SET active = $1 WHERE id = $2', [active, users['asha'].user?.id]);
    await setActive(false);
    expect((await download(urlOf(told))).statusCode).toBe(410);
    await setActive(true);
    expect((await download(urlOf(told))).statusCode).toBe(200);
  });

  test('says so where the file is not in the folder of the process', async () => {
    const told = await made(users['asha']);
    for (const name of await files()) await remove(join(folder, name));
    const { statusCode, body } = await download(urlOf(told));
    expect(statusCode).toBe(500);
    expect(body).toContain('Expected the file of the export in EXPORTS_FOLDER of this process, found none');
  });

  test('sends nothing but the whole file', async () => {
    const told = await made(users['asha']);
    const { rows } = await database.pool.query<{ file: string }>('SELECT file FROM exports WHERE hash = $1', [
      told.hash,
    ]);
    const path = join(folder, rows[rows.length - 1].file);
    const text = await readFile(path);
    const wrong = [
      () => writeFile(path, text.subarray(0, 10)),
      () => writeFile(path, Buffer.concat([text, text])),
      () => remove(path).then(() => mkdir(path)),
    ];
    for (const spoil of wrong) {
      await spoil();
      for (const range of ['', 'bytes=0-3']) {
        const { statusCode, body } = await download(urlOf(told), { range });
        expect(statusCode).toBe(500);
        expect(body).toContain('found none of its length');
      }
    }
  });
});

describe('the exports of others', () => {
  test('are as if they did not exist, and have no link for administrators', async () => {
    const told = await made(users['asha']);
    expect(await list(users['ravi'])).toEqual([]);
    expect(await one(users['ravi'], told.id)).toBeNull();
    expect(await one(users['mira'], told.id)).toBeNull();
    expect(await list(users['mira'])).toEqual([]);
    expect(await list(users['mira'], true)).toEqual([{ ...told, url: null }]);
  });

  test('end with their user, files included', async () => {
    const gone = await addUser('gone', 'ANALYST');
    const told = await made(gone);
    expect(await files()).not.toEqual([]);
    await api.services.users.delete(Number(gone.user?.id), null, NO_ACTOR);
    const { rows } = await database.pool.query('SELECT FROM exports');
    expect(rows).toEqual([]);
    expect((await download(urlOf(told))).statusCode).toBe(410);
    await eventually(async () => (await files()).length === 0);
  });

  test('MY_DATA has what is kept of the caller, and no secret', async () => {
    const asha = Number(users['asha'].user?.id);
    await database.pool.query(
      `INSERT INTO sessions (owner_id, rotated_at, created_at, last_used_at, expires_at, address, user_agent)
       SELECT id, now(), now(), now(), now() + interval '1 day', '192.0.2.' || id, 'agent of ' || name FROM users WHERE id > 0`,
    );
    await database.pool.query(
      `INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, expires_at)
       VALUES ($1, 'my key', '{SCORES_READ}', 'abcdefgh', decode(repeat('ab', 32), 'hex'), now() + interval '1 day')`,
      [asha],
    );
    for (const [owner, name] of [
      [asha, 'my rule'],
      [Number(users['ravi'].user?.id), 'rule of ravi'],
    ]) {
      await database.pool.query(
        `WITH rule AS (
           INSERT INTO alert_rules (owner_id, scope, name, metric, stock_ids, comparator, threshold, severity)
           SELECT $1::int, 'OWN', $2, 'RISK', array_agg(id), 'ABOVE', 60, 'HIGH' FROM stocks RETURNING *
         ), webhook AS (
           INSERT INTO webhooks (owner_id, url) SELECT $1, 'https://hooks.example.com:443/s3cret?token=' || $2
         )
         INSERT INTO alerts (rule_id, stock_id, state, severity, message, beyond)
         SELECT id, stock_ids[1], 'OPEN', 'HIGH', 'Alert of ' || name, true FROM rule`,
        [owner, name],
      );
    }
    await asOwner(database, `UPDATE users SET password_hash = 'the hash' WHERE id = $1`, [asha]);
    await database.pool.query(
      `WITH portfolio AS (
         INSERT INTO portfolios (owner_id, name, position_limit, sector_limit, cash_limit, value_at_risk_limit)
         VALUES ($1, 'Core', 0.2, 0.5, 0.05, 0.03) RETURNING id
       ), rule AS (
         INSERT INTO alert_rules (owner_id, scope, name, metric, portfolio_id, comparator, threshold, severity)
         SELECT $1::int, 'OWN', 'on Core', 'PORTFOLIO_DRIFT', id, 'ABOVE', 0, 'HIGH' FROM portfolio RETURNING *
       )
       INSERT INTO alerts (rule_id, portfolio_id, state, severity, message, beyond)
       SELECT id, portfolio_id, 'OPEN', 'HIGH', 'Alert of ' || name, true FROM rule`,
      [asha],
    );
    for (const [owner, title] of [
      [asha, 'my report'],
      [Number(users['ravi'].user?.id), 'report of ravi'],
    ]) {
      await database.pool.query(
        `INSERT INTO reports (owner_id, kind, title, inputs, as_of, formats, status, error, finished_at)
         VALUES ($1, 'COMPANY', $2, '{"ticker":"ALPHA.NS"}', '2024-10-08', '{HTML,CSV}', 'FAILED', 'why', now())`,
        [owner, title],
      );
    }
    for (const [owner, title, digit] of [
      [asha, 'my call', 'a'],
      [Number(users['ravi'].user?.id), 'call of ravi', 'b'],
    ]) {
      await database.pool.query(
        `INSERT INTO documents (hash, stock_id, category, title, published_on, media_type, bytes, uploaded_by)
         SELECT repeat($3, 64), min(id), 'OTHER', $2, '2024-10-08', 'text/plain', 1, $1 FROM stocks`,
        [owner, title, digit],
      );
    }
    const told = await made(users['asha'], { kind: 'MY_DATA', format: 'JSON' });
    const { body } = await download(urlOf(told));
    const fields = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(fields.map(({ section }) => section))).toEqual(
      new Set([
        ...['account', 'sessions', 'api_keys', 'acts', 'exports', 'alert_rules', 'alerts', 'portfolios'],
        ...['documents', 'reports', 'webhooks'],
      ]),
    );
    const subjects = fields.filter(({ field }) => field === 'portfolio_id').map(({ section }) => section);
    expect(subjects).toEqual(['alert_rules', 'alerts']);
    expect(fields).toContainEqual({
      section: 'account',
      id: asha,
      field: 'email',
      value: 'asha@example.com',
    });
    expect(fields).toContainEqual(expect.objectContaining({ section: 'sessions', value: 'agent of asha' }));
    expect(fields).toContainEqual(expect.objectContaining({ section: 'api_keys', value: 'my key' }));
    expect(fields).toContainEqual(expect.objectContaining({ section: 'alert_rules', value: 'my rule' }));
    expect(fields).toContainEqual(expect.objectContaining({ section: 'alerts', value: 'Alert of my rule' }));
    expect(fields).toContainEqual(expect.objectContaining({ section: 'documents', value: 'my call' }));
    const report = fields.filter(({ section }) => section === 'reports');
    expect(report.map(({ field, value }) => [field, value])).toEqual([
      ['kind', 'COMPANY'],
      ['title', 'my report'],
      ['inputs', '{"ticker": "ALPHA.NS"}'],
      ['as_of', '2024-10-08'],
      ['formats', 'HTML CSV'],
      ['status', 'FAILED'],
      ['error', 'why'],
      ['created_at', expect.anything()],
      ['finished_at', expect.anything()],
    ]);
    expect(fields).toContainEqual(
      expect.objectContaining({ section: 'webhooks', field: 'host', value: 'https://hooks.example.com:443' }),
    );
    expect(body).not.toMatch(/ravi|mira|abababab|the hash|s3cret/);
    await database.pool.query(
      'DELETE FROM sessions; DELETE FROM api_keys; DELETE FROM alert_rules; DELETE FROM webhooks; DELETE FROM documents; ' +
        'DELETE FROM reports',
    );
  });
});

/** A folder whose files are written by a sink of the test. */
class FolderWith extends ExportFolder {
  constructor(private readonly sink: () => Writable) {
    super(folder);
  }

  override write<Written>(
    name: string,
    write: (makeSink: () => Writable) => Promise<Written>,
  ): Promise<Written> {
    return super.write(name, () => write(this.sink));
  }
}

describe('an export that cannot be made', () => {
  test('fails with the reason of a full disk', async () => {
    const { id } = await create(users['asha']);
    await work({ exportFolder: new FolderWith(() => createWriteStream('/dev/full')) });
    expect(await ended(users['asha'], id)).toMatchObject({
      status: 'FAILED',
      error:
        'The file of the export cannot be written: the disk is full (ENOSPC): free space, or name a place on another disk.',
      url: null,
    });
    await untilEmpty(database);
    expect(await files()).toEqual([]);
  });

  test('fails with a masked reason where that is a defect', async () => {
    const { id } = await create(users['asha']);
    const exportFolder = new FolderWith(() => {
      throw new TypeError('a secret of the code');
    });
    await work({ exportFolder });
    expect(await ended(users['asha'], id)).toMatchObject({
      status: 'FAILED',
      error: 'The export failed; the log of the service says why.',
    });
  });

  test('fails where its worker was killed at its last attempt, and nothing looks complete', async () => {
    const { id } = await create(users['asha']);
    // As a killed process leaves it behind.
    const { rows } = await database.pool.query<{ file: string }>(
      `UPDATE exports SET status = 'RUNNING' RETURNING file::text AS file`,
    );
    await database.pool
      .query(`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`)
      .catch(() => asOwner(database, `UPDATE graphile_worker._private_jobs SET attempts = max_attempts`));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${rows[0].file}.01234567.partial`), 'half');
    await writeFile(join(folder, 'readme.txt'), 'not ours');
    await work();
    await enqueue(database.pool, pruneExports, {});
    expect(await ended(users['asha'], id)).toMatchObject({
      status: 'FAILED',
      error: 'The worker ended before the export was done, also when it was tried again.',
    });
    await eventually(async () => (await files()).join() === 'readme.txt');
  });

  test('is made by another worker where its process was killed', async () => {
    const { id } = await create(users['asha']);
    const script = fileURLToPath(new URL('stallingWorker.js', import.meta.url));
    const args = [script, String(database.pool.options.connectionString), folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(await one(users['asha'], id)).toMatchObject({ status: 'RUNNING', url: null });
    const [partial] = await files();
    expect(partial).toMatch(/\.partial$/);
    expect((await readFile(join(folder, partial))).length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await work();
    const told = await ended(users['asha'], id);
    expect(told).toMatchObject({ status: 'SUCCEEDED', rows: scores });
    expect(
      createHash('sha256')
        .update((await download(urlOf(told))).rawPayload)
        .digest('hex'),
    ).toBe(told.hash);
    await enqueue(database.pool, pruneExports, {});
    await eventually(async () => (await files()).length === 1);
  }, 60_000);
});
