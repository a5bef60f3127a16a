import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/database/openDatabase.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { queueIsIdle, startWorker, stopWorkers } from '../support/runs/workers.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { run } from '../support/process/terminal.js';
import { withoutProgress } from '../support/process/withoutProgress.js';

let folder: string;
let url: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
  url = await createTestDatabase();
});
afterEach(() => remove(folder));
afterAll(closeTestDatabases);

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
const takeIn = (...args: string[]) => greyoak('import', folder, ...args);

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** What a log says of a file that is stored. */
const fileLine = (file: string, rows: number): string =>
  `greyoak: ${file}: ${rows} rows in \\d+\\.\\d s, \\d+ rows/s\n`;

/** One bar is other, one is refused: its high is below its low. */
const CORRECTION =
  'ticker,date,open,high,low,close,volume,value\n' +
  'ALPHA,2024-10-07,104,106,103,105.5,60000,6000000\n' +
  'ALPHA,2024-10-08,105,99,104,106,60000,6000000\n';

describe('greyoak import', () => {
  test('prints what became of the rows of each file, and scores the days', async () => {
    const { code, out, err } = await takeIn();
    expect(code).toBe(0);
    expect(err).toMatch(
      new RegExp(
        `^${fileLine('companies.csv', 2)}${fileLine('prices.csv', 6)}greyoak: scored 6 of 6 sessions in \\d+\\.\\d s\n$`,
      ),
    );
    // Two modes of one stock on the first day; later scores are other only where they differ.
    expect(out).toMatch(
      new RegExp(
        [
          '^File +Read +Inserted +Updated +Unchanged +Refused +Flagged',
          'companies\\.csv +2 +2 +0 +0 +0 +0',
          'prices\\.csv +6 +6 +0 +0 +0 +0',
          '6 of 6 sessions scored \\(2024-09-30 to 2024-10-08\\), \\d+ scores changed; 0 are up to date\\.',
          'Without a score on 2024-10-08: NO_SECTOR_GROUP 1\\. --report names the companies\\.',
          'Index NIFTY 50, which the method needs, is missing, and prices go up to 2024-10-08: .*\n$',
        ].join('\n'),
      ),
    );
    const again = await takeIn();
    expect(again.code).toBe(0);
    expect(again.out).toMatch(
      /companies\.csv +2 +0 +0 +2 +0 +0\nprices\.csv +6 +0 +0 +6 +0 +0\n0 of 6 sessions scored, 0 scores changed; 6 are up to date\.$/m,
    );
  });

  test('scores the day again whose close was corrected, names the refused row, and ends with 3', async () => {
    await takeIn();
    await writeSmallMarket(folder, { 'prices.csv': CORRECTION });
    const reports = await temporaryFolder();
    const report = join(reports, 'report.csv');
    const { code, out, err } = await takeIn('--report', report);
    expect({ code, err: withoutProgress(err) }).toEqual({ code: 3, err: '' });
    expect(out).toMatch(/prices\.csv +2 +0 +1 +0 +1 +0\n/);
    expect(out).toMatch(/^prices\.csv, line 3, high: [A-Z_]+, .*, got "99"$/m);
    expect(out).toMatch(
      /^1 of 6 sessions scored \(2024-10-07 to 2024-10-07\), \d+ scores changed; 5 are up to date\.$/m,
    );
    expect(out).toMatch(
      /^1 session was scored again: \d scores changed there, \d of them into another band\.$/m,
    );
    const [header, row, notScored] = (await readFile(report, 'utf8')).split('\r\n');
    expect(header).toBe('\uFEFFwhat,file,line,ticker,date,column,value,rule,reason');
    expect(row).toMatch(/^REFUSED,prices\.csv,3,,,high,99,/);
    await remove(reports);
    expect(notScored).toMatch(/^NOT_SCORED,,,BETA\.NS,2024-10-08,,,NO_SECTOR_GROUP,"no sector group: /);
  });

  test('prints the counts as JSON, keys sorted', async () => {
    const { code, out, err } = await takeIn('--json');
    expect({ code, err: withoutProgress(err) }).toEqual({ code: 0, err: '' });
    const changed = Number(/"changed":(\d+),"runs"/.exec(out)?.[1]);
    expect(changed).toBeGreaterThan(0);
    const counts = (rows: number) => ({
      flagged: {},
      ...{ inserted: rows, read: rows, refused: {}, unchanged: 0, updated: 0 },
    });
    expect(out).toBe(
      `${JSON.stringify({
        files: { 'companies.csv': counts(2), 'prices.csv': counts(6) },
        findings: {
          flagged: {},
          indices: [{ name: 'NIFTY 50', newest: null }],
          notScored: { NO_SECTOR_GROUP: 1 },
          session: '2024-10-08',
          yearsWithoutCalendar: [],
        },
        refusedFiles: {},
        scored: {
          again: { bandsChanged: 0, changed: 0, sessions: 0 },
          ...{ changed, runs: 6, sessions: 6, unchanged: 0 },
        },
      })}\n`,
    );
    await writeSmallMarket(folder, { 'prices.csv': CORRECTION });
    const again = await takeIn('--json');
    expect(again.code).toBe(3);
    const { files, scored } = JSON.parse(again.out) as Record<
      string,
      Record<string, Record<string, unknown>>
    >;
    expect(scored['again']['sessions']).toBe(1);
    expect(files['prices.csv']).toMatchObject({ read: 2, updated: 1, inserted: 0 });
    expect(Object.values(files['prices.csv']['refused'] as Record<string, number>)).toEqual([1]);
  });

  test('does the job that it has queued, and leaves a worker none but that of alerts', async () => {
    await takeIn();
    expect(await ask('SELECT key FROM graphile_worker.jobs')).toEqual([{ key: 'evaluate_alerts' }]);
    await writeSmallMarket(folder, { 'prices.csv': CORRECTION });
    await takeIn('--no-rescore');
    expect(await ask('SELECT key FROM graphile_worker.jobs')).toEqual([{ key: 'evaluate_alerts' }]);
  });

  test('shares the work with a worker that runs on the same database: each day is scored once', async () => {
    const database = await openDatabase({ url, home: '' });
    await startWorker(database, await loadSetup());
    const { code, out } = await takeIn();
    await queueIsIdle(database);
    await stopWorkers();
    await database.close();
    expect(code).toBe(0);
    const scored = Number(/^(\d) of 6 sessions scored/m.exec(out)?.[1]);
    expect(out).toContain(`; ${6 - scored} are up to date.\n`);
    expect(await ask('SELECT count(*)::int AS runs, count(DISTINCT day)::int AS days FROM runs')).toEqual([
      { runs: 6, days: 6 },
    ]);
    expect(await ask('SELECT key FROM graphile_worker.jobs')).toEqual([{ key: 'evaluate_alerts' }]);
  }, 30_000);

  test('leaves the scores as they are with --no-rescore; the next scoring finds what is to be done', async () => {
    const { code, out } = await takeIn('--no-rescore');
    expect(code).toBe(0);
    expect(out).not.toContain('scored');
    expect(await ask('SELECT count(*)::int AS runs FROM runs')).toEqual([{ runs: 0 }]);
    expect(JSON.parse((await takeIn('--no-rescore', '--json')).out)).toMatchObject({ scored: null });
    expect((await takeIn()).out).toMatch(/^6 of 6 sessions scored/m);
  });

  test('takes companies without any prices', async () => {
    await remove(folder);
    folder = await temporaryFolder();
    await writeSmallMarket(folder);
    await remove(join(folder, 'prices.csv'));
    const { code, out, err } = await takeIn();
    expect({ code, err: withoutProgress(err) }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('scored');
  });

  test('refuses a file whole, takes the others, and ends with 1', async () => {
    await writeSmallMarket(folder, {
      'events.csv': 'ticker,when\nALPHA,2024-10-07\n',
      'other.csv': 'a\n1\n',
    });
    const { code, out, err } = await takeIn();
    expect(code).toBe(1);
    expect(out).toMatch(/prices\.csv +6 +6/);
    expect(out).not.toContain('events.csv');
    const lines = withoutProgress(err).split('\n');
    expect(lines[0]).toBe('greyoak: other.csv is no file of the import format, and was not read.');
    expect(lines[1]).toMatch(/^greyoak: .*events\.csv/);
    expect(await ask('SELECT count(*)::int AS runs FROM runs')).toEqual([{ runs: 6 }]);
  });

  test('refuses prices that are given in the other way, and says how to fix it', async () => {
    await takeIn();
    const { code, err } = await takeIn('--adjusted');
    expect(code).toBe(1);
    expect(withoutProgress(err)).toBe(
      'greyoak: prices.csv: expected prices as traded, as this database has them, but they are given as adjusted ' +
        '(--adjusted). Leave out --adjusted, or import into another database. The file was refused whole.\n',
    );
  });

  test('ends with 1 and a message where the folder, the report or the database cannot be used', async () => {
    const nowhere = await greyoak('import', join(folder, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 1, out: '' });
    expect(nowhere.err).toMatch(
      /^greyoak: Expected a file or folder at .*nowhere, but it cannot be read: .* \(ENOENT\): check the path\.\n$/,
    );

    const report = await takeIn('--report', join(folder, 'no', 'report.csv'));
    expect(report.code).toBe(1);
    expect(report.err).toMatch(
      /^greyoak: The report cannot be written to .*report\.csv: .* \(ENOENT\): check the path\.\n$/,
    );

    const noDatabase = await run(['import', folder], { env: { DATABASE_URL: 'mysql://localhost/greyoak' } });
    expect(noDatabase).toMatchObject({ code: 1, out: '' });
    expect(noDatabase.err).toContain(
      'DATABASE_URL: expected a URL that starts with postgres:// or postgresql://',
    );
  });

  test('refuses an argument that is missing, with 2', async () => {
    const { code, err } = await greyoak('import');
    expect(code).toBe(2);
    expect(err).toContain("missing required argument 'path'");
  });
});
