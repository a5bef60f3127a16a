import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parquetReadObjects } from 'hyparquet';
import papa from 'papaparse';
import pg from 'pg';
import { typeParsers } from '../../src/database/typeParsers.js';
import { FEATURES } from '../../src/scoring/names.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

const FACTS = {
  'companies.csv':
    'ticker,name,isin,industry,sector_group\nALPHA,"=Alpha, ""A"" Ltd.",INE000A01001,Information Technology,\nM&M,महिंद्रा,,,\n',
  'statements.csv':
    'ticker,period_end,period,metric,value,published_on\nALPHA,2024-06-30,QUARTER,sales,50.5,2024-08-01\n' +
    'ALPHA,2024-06-30,QUARTER,net_profit,-7.25,2024-08-01\n',
  'shareholding.csv':
    'ticker,quarter_end,promoter_pct,fii_pct,dii_pct,published_on\nALPHA,2024-06-30,50,20.5,10,2024-07-20\n',
  'actions.csv': 'ticker,ex_date,kind,new_shares,old_shares\nALPHA,2024-10-03,SPLIT,2,1\n',
  'events.csv': 'ticker,date,kind,announced_on,detail\nALPHA,2024-10-07,RESULTS,2024-10-01,-\n',
  'indices.csv': 'index,date,open,high,low,close\nNIFTY 50,2024-10-04,100,101,99,100.1\n',
};
const SPAN = ['--from', '2024-01-01', '--to', '2024-12-31'];

let folder: string;
let url: string;
let store: pg.Client;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder, FACTS);
  url = await createTestDatabase();
  const { code, out, err } = await greyoak('import', folder);
  if (code !== 0) throw new Error(err + out);
  store = new pg.Client({ connectionString: url, types: typeParsers() });
  await store.connect();
}, 60_000);
afterAll(async () => {
  await store.end();
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
const sql = async (query: string) => (await store.query<Record<string, unknown>>(query)).rows;

async function ndjson(...args: string[]): Promise<Record<string, unknown>[]> {
  const { code, out, err } = await greyoak('export', ...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function parquetOf(...args: string[]): Promise<Record<string, unknown>[]> {
  const file = join(folder, 'export.parquet');
  expect(await greyoak('export', ...args, '--parquet', '--out', file, '--force')).toMatchObject({ code: 0 });
  const bytes = await readFile(file);
  return parquetReadObjects({ file: new Uint8Array(bytes).buffer });
}

async function csvOf(...args: string[]): Promise<Record<string, string>[]> {
  const { code, out } = await greyoak('export', ...args);
  expect(code).toBe(0);
  return papa.parse<Record<string, string>>(out.replace('\uFEFF', ''), { header: true, skipEmptyLines: true })
    .data;
}

const DATE = 'yyyy-mm-dd';

/** The numbers of what the store has, which every format must give. */
const KINDS = {
  bars: {
    numbers: ['open', 'high', 'low', 'close', 'volume', 'value'],
    rows: `SELECT to_char(day, '${DATE}') AS date, ticker, bars.* FROM bars JOIN stocks ON stocks.id = stock_id
           ORDER BY day, ticker`,
  },
  features: {
    numbers: ['bar_age', ...FEATURES],
    rows: `SELECT to_char(day, '${DATE}') AS date, ticker, features.* FROM features JOIN stocks ON stocks.id = stock_id
           WHERE superseded_in IS NULL ORDER BY day, ticker`,
  },
  scores: {
    numbers: [
      ...[
        'position',
        'value',
        'previous_value',
        'weighted',
        'before_guardrails',
        'penalty',
        'penalty_before_cap',
      ],
      ...[
        'penalty_cap',
        'liquidity_points',
        'pledge_points',
        'volatility_points',
        'event_points',
        'governance_points',
      ],
      ...[
        'confidence',
        'coverage',
        'freshness',
        'source_penalty',
        'imputed_fraction',
        'sector_z',
        'traded_value_cr',
      ],
      ...['pledged_fraction', 'sigma20', 'volatility_threshold', 'days_to_meeting', 'days_since_governance'],
      ...[
        'fundamentals',
        'technicals',
        'relative_strength',
        'ownership',
        'quality',
        'sector_momentum',
        'run',
      ],
    ],
    rows: `SELECT to_char(day, '${DATE}') AS date, ticker, mode, run_id AS run, f AS fundamentals, t AS technicals,
             r AS relative_strength, o AS ownership, q AS quality, s AS sector_momentum, current_scores.*
           FROM current_scores JOIN stocks ON stocks.id = stock_id ORDER BY day, mode, ticker`,
  },
} as const;

describe.each(Object.entries(KINDS))('greyoak export %s', (kind, { numbers, rows }) => {
  const numbersOf = (row: Record<string, unknown>) => [
    ...['date', 'ticker', 'mode'].map((name) => row[name] ?? null),
    ...numbers.map((name) => row[name] ?? null),
  ];

  test('gives the numbers of the store in every format', async () => {
    const expected = (await sql(rows)).map(numbersOf);
    expect(expected.length).toBeGreaterThanOrEqual(6);
    expect((await ndjson(kind, ...SPAN)).map(numbersOf)).toEqual(expected);
    const fromCsv = (await csvOf(kind, ...SPAN)).map((row) =>
      numbersOf({
        ...row,
        ...Object.fromEntries(numbers.map((name) => [name, row[name] ? Number(row[name]) : null])),
      }),
    );
    // A kind without modes has no such column.
    expect(fromCsv).toEqual(expected);
    const fromParquet = (await parquetOf(kind, ...SPAN)).map((row) =>
      numbersOf({
        ...Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            typeof value === 'bigint' ? Number(value) : value,
          ]),
        ),
        date: (row['date'] as Date).toISOString().slice(0, 10),
      }),
    );
    expect(fromParquet).toEqual(expected);
  }, 30_000);
});

describe('greyoak export', () => {
  test.each([
    ['export', 'bars', ...SPAN],
    ['reproduce', ...SPAN],
    ['users', 'list'],
    ['keys', 'list'],
    ['audit', 'head'],
  ])('and other commands that only read make no store: %s', async (...args) => {
    const home = join(folder, 'no-home');
    const { code, out, err } = await run(args, { env: { GREYOAK_HOME: home } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `greyoak: Expected a store in ${home}, found none. Name its folder by GREYOAK_HOME, or make one with "greyoak import" ` +
        'or "greyoak serve".\n',
    );
    expect(await readdir(folder)).not.toContain('no-home');
  });

  test('gives the facts of all datasets in one table', async () => {
    const rows = await ndjson('facts', ...SPAN);
    const told = rows.map(({ recorded_at, ...row }) => {
      expect(recorded_at).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      return row;
    });
    const ticker = 'ALPHA.NS';
    const figure = { dataset: 'statements', ticker, period_end: '2024-06-30', period: 'QUARTER', months: 3 };
    expect(told.filter(({ dataset }) => dataset !== 'holidays' && dataset !== 'classifications')).toEqual([
      {
        ...{ dataset: 'companies', ticker, name: '=Alpha, "A" Ltd.', isin: 'INE000A01001' },
        ...{ industry: 'Information Technology' },
      },
      { dataset: 'companies', ticker: 'M&M.NS', name: 'महिंद्रा' },
      {
        dataset: 'indices',
        index_name: 'NIFTY 50',
        day: '2024-10-04',
        open: 100,
        high: 101,
        low: 99,
        close: 100.1,
      },
      { dataset: 'actions', ticker, ex_date: '2024-10-03', kind: 'SPLIT', new_shares: 2, old_shares: 1 },
      { ...figure, metric: 'net_profit', value: -7.25, published_on: '2024-08-01', source: 'PRIMARY' },
      { ...figure, metric: 'sales', value: 50.5, published_on: '2024-08-01', source: 'PRIMARY' },
      {
        ...{ dataset: 'shareholding', ticker, quarter_end: '2024-06-30', published_on: '2024-07-20' },
        ...{ source: 'PRIMARY', promoter_pct: 50, fii_pct: 20.5, dii_pct: 10 },
      },
      {
        ...{ dataset: 'events', ticker, day: '2024-10-07', kind: 'RESULTS' },
        ...{ announced_on: '2024-10-01', detail: '-' },
      },
    ]);
    expect(told.filter(({ dataset }) => dataset === 'holidays').length).toBeGreaterThan(5);
  });

  test('gives facts to spreadsheets without a formula, and of the stocks asked for only', async () => {
    const rows = await csvOf('facts', ...SPAN, '--tickers', 'alpha');
    expect(new Set(rows.map((row) => row['ticker']))).toEqual(new Set(['ALPHA.NS']));
    expect(rows[0]).toMatchObject({ dataset: 'companies', name: `'=Alpha, "A" Ltd.`, value: '' });
    expect(rows.at(-1)).toMatchObject({ dataset: expect.any(String) });
    expect(rows.find(({ metric }) => metric === 'net_profit')).toMatchObject({ value: '-7.25' });
    expect(rows.find(({ dataset }) => dataset === 'events')).toMatchObject({ detail: `'-` });
  });

  test('takes a mode and a method', async () => {
    const modes = (await ndjson('scores', ...SPAN, '--mode', 'TRADER')).map(({ mode }) => mode);
    expect(new Set(modes)).toEqual(new Set(['TRADER']));
    expect(await greyoak('export', 'scores', ...SPAN, '--method', 'x')).toEqual({
      code: 1,
      out: '',
      err: 'greyoak: Expected a method that the store has scores of, got "x": leave it out for the served one.\n',
    });
  });

  test('writes a file under its name only when it is complete, and replaces one only by force', async () => {
    const file = join(folder, 'bars.csv');
    const first = await greyoak('export', 'bars', ...SPAN, '--out', file);
    expect(first).toMatchObject({ code: 0, out: '' });
    const text = await readFile(file, 'utf8');
    expect(first.err).toBe(`6 rows, ${Buffer.byteLength(text)} bytes in ${file}.\n`);
    expect(await greyoak('export', 'bars', ...SPAN, '--out', file)).toMatchObject({
      code: 1,
      err: `greyoak: Expected a new file, but ${file} exists: choose another name, or add --force.\n`,
    });
    await writeFile(file, 'old');
    expect(await greyoak('export', 'bars', ...SPAN, '--out', file, '--force')).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('replaces nothing but a file, also by force', async () => {
    const places = await mkdtemp(join(folder, 'places-'));
    const place = (name: string) => join(places, name);
    await writeFile(place('kept.csv'), 'kept');
    await symlink(place('kept.csv'), place('link'));
    await symlink(place('missing.csv'), place('dangling'));
    await mkdir(place('folder'));
    const socket = createServer().listen(place('socket'));
    await once(socket, 'listening');
    for (const name of ['link', 'dangling', 'folder', 'socket']) {
      expect(await greyoak('export', 'bars', ...SPAN, '--out', place(name), '--force')).toEqual({
        code: 1,
        out: '',
        err: `greyoak: Expected a file to replace, but ${place(name)} is a folder, a link, a pipe or a device: choose another name.\n`,
      });
      const { err } = await greyoak('export', 'bars', ...SPAN, '--out', place(name));
      expect(err).toBe(
        `greyoak: Expected a new file, but ${place(name)} exists: choose another name, or add --force.\n`,
      );
    }
    expect((await readdir(places)).sort()).toEqual(['dangling', 'folder', 'kept.csv', 'link', 'socket']);
    expect(await readFile(place('kept.csv'), 'utf8')).toBe('kept');
    socket.close();
    const unnamed = await greyoak('export', 'bars', ...SPAN, '--out', '');
    expect(unnamed).toMatchObject({
      code: 1,
      err: 'greyoak: Expected the name of a file, got "": name one.\n',
    });
  });

  test('leaves no file where it fails', async () => {
    const file = join(folder, 'unknown.csv');
    expect(await greyoak('export', 'bars', ...SPAN, '--tickers', 'NONE', '--out', file)).toMatchObject({
      code: 1,
      err: 'greyoak: Expected tickers of stocks that the store has, got NONE.NS: leave them out.\n',
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('unknown'))).toEqual([]);
    const missing = await greyoak('export', 'bars', ...SPAN, '--out', join(folder, 'no', 'bars.csv'));
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('it does not exist, or a folder of its path does not (ENOENT)');
  });

  test.each(['bars', 'features', 'scores', 'facts', 'session'])(
    'with --all gives %s of all days',
    async (kind) => {
      const all = await greyoak('export', kind, '--all');
      // The longest span that may be asked for: holidays are known years ahead.
      const span = await greyoak('export', kind, '--from', '1995-01-01', '--to', '2044-12-31');
      expect(all.err).toBe('');
      expect(all.out.split('\n').length).toBeGreaterThan(3);
      expect(all).toEqual(span);
    },
  );

  test.each([
    ['bars', 'bars from 2024-09-30 to 2024-10-08'],
    ['features', 'features from 2024-09-30 to 2024-10-08'],
    ['scores', 'scores from 2024-09-30 to 2024-10-08'],
    ['session', 'scored sessions from 2024-09-30 to 2024-10-08'],
  ])('of %s says of which days the store has rows where the span has none', async (kind, has) => {
    const none = await greyoak('export', kind, '--from', '2020-01-01', '--to', '2020-12-31');
    expect(none).toMatchObject({ code: 0, err: `0 rows: the store has ${has}.\n` });
    expect(none.out).toMatch(/^\uFEFFdate,[^\n]*\r\n$/);
    const file = join(folder, `none-${kind}.csv`);
    const written = await greyoak(
      'export',
      kind,
      '--from',
      '2020-01-01',
      '--to',
      '2020-12-31',
      '--out',
      file,
    );
    expect(written.err).toMatch(/^0 rows, \d+ bytes in .*\.csv\.\n0 rows: the store has /);
  });

  test('of an empty store says that it has none', async () => {
    const env = { DATABASE_URL: await createTestDatabase() };
    expect(await run(['migrate'], { env })).toMatchObject({ code: 0 });
    for (const span of [['--all'], SPAN]) {
      const none = await run(['export', 'scores', ...span], { env });
      expect(none).toMatchObject({ code: 0, err: '0 rows: the store has no scores.\n' });
      expect(none.out).toMatch(/^\uFEFFdate,[^\n]*\r\n$/);
    }
  });

  test('ends quietly where its reader has seen enough', async () => {
    const closed = new Writable({
      write: (_piece, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const world = { env: { DATABASE_URL: url }, outStream: closed };
    expect(await run(['export', 'bars', ...SPAN], world)).toEqual({ code: 0, out: '', err: '' });
  });

  test.each([
    [['bars', ...SPAN, '--parquet'], 1, 'Expected a file for Parquet, got none: name it with --out FILE.'],
    [['bars', ...SPAN, '--csv', '--json'], 2, 'cannot be used with'],
    [['bars', '--from', '2024-01-01'], 2, 'expected --from and --to, or --all for all days, got only --from'],
    [['bars', '--to', '2024-01-01'], 2, 'expected --from and --to, or --all for all days, got only --to'],
    [['bars'], 2, 'expected --from and --to, or --all for all days, got neither'],
    [
      ['bars', '--all', '--from', '2024-01-01'],
      2,
      "option '--all' cannot be used with option '--from <date>'",
    ],
    [['prices', ...SPAN], 2, 'Allowed choices are scores, features, bars, facts, session'],
    [['bars', ...SPAN, '--tickers', 'A B'], 1, 'Expected tickers such as TCS.NS,INFY.NS, got "A B".'],
    [['bars', ...SPAN, '--mode', 'TRADER'], 1, 'Expected no mode of BARS'],
    [
      ['bars', '--from', '2024-1-1', '--to', '2024-12-31'],
      1,
      'Expected a date such as 2024-10-08, got "2024-1-1".',
    ],
  ] as const)('refuses %j', async (args, code, message) => {
    const outcome = await greyoak('export', ...args);
    expect(outcome.code).toBe(code);
    expect(outcome.err).toContain(message);
  });
});
