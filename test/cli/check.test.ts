import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import papa from 'papaparse';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { run } from '../support/process/terminal.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder, {
    'events.csv':
      'ticker,date,kind\nALPHA,2024-13-01,RESULTS\nGAMMA,2024-10-01,RESULTS\nALPHA,2024-10-01,RESULTS\n',
    'price.csv': 'a misspelt name\n',
  });
});
afterAll(() => remove(folder));

describe('greyoak check', () => {
  test('counts per file and rule, names the refused rows, and ends with 3', async () => {
    const { code, out, err } = await run(['check', folder]);
    expect(code).toBe(3);
    expect(out).toMatch(/events\.csv +3 +NOT_A_DATE 1, UNKNOWN_TICKER 1 +–/);
    expect(out).toContain(
      'events.csv, line 2, date: NOT_A_DATE, expected a date such as 2024-10-08, got "2024-13-01"',
    );
    expect(err).toBe('greyoak: price.csv is no file of the import format, and was not read.\n');
  });

  test('prints the counts as JSON', async () => {
    const { out } = await run(['check', folder, '--json']);
    expect(JSON.parse(out)).toEqual({
      'companies.csv': { rows: 2, refused: {}, flagged: {} },
      'events.csv': { rows: 3, refused: { NOT_A_DATE: 1, UNKNOWN_TICKER: 1 }, flagged: {} },
      findings: {
        flagged: {},
        session: '2024-10-08',
        notScored: { NO_SECTOR_GROUP: 1 },
        indices: [{ name: 'NIFTY 50', newest: null }],
        yearsWithoutCalendar: [],
      },
      'prices.csv': { rows: 6, refused: {}, flagged: {} },
    });
  });

  test('writes every refused and flagged row to a report', async () => {
    const report = join(folder, 'report.csv');
    await run(['check', folder, '--report', report]);
    expect(await readFile(report, 'utf8')).toBe(
      '\uFEFFwhat,file,line,ticker,date,column,value,rule,reason\r\n' +
        'REFUSED,events.csv,2,,,date,2024-13-01,NOT_A_DATE,expected a date such as 2024-10-08\r\n' +
        'REFUSED,events.csv,3,,,ticker,GAMMA,UNKNOWN_TICKER,expected a ticker that companies.csv lists\r\n' +
        'NOT_SCORED,,,BETA.NS,2024-10-08,,,NO_SECTOR_GROUP,' +
        '"no sector group: no industry is given, and the ticker has no line in the sector file; give it a ' +
        'basic_industry that has one, or a sector_group, in companies.csv"\r\n',
    );
    const nowhere = await run(['check', folder, '--report', join(folder, 'no', 'such', 'folder.csv')]);
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain(
      'it does not exist, or a folder of its path does not (ENOENT): check the path.',
    );
  });

  test('shows nothing that a terminal acts on: of values, names of files and columns', async () => {
    const hostile = await temporaryFolder();
    await writeSmallMarket(hostile, {
      'events.csv': `ticker,date,kind\n\x1b[31mRED,2024-10-01,RESULTS\nALPHA,${'9'.repeat(200)},RESULTS\n"AL\n\u202EPHA",2024-10-01,RESULTS\n`,
      '\x1b]0;owned\x07.csv': '',
    });
    const { out, err } = await run(['check', hostile]);
    expect(out).toContain('got "\uFFFD[31mRED"');
    expect(out).toContain(`got "${'9'.repeat(79)}…"`);
    expect(out).toContain('got "AL\uFFFD\uFFFDPHA"');
    expect(err).toBe(
      'greyoak: \uFFFD]0;owned\uFFFD.csv is no file of the import format, and was not read.\n',
    );
    await writeSmallMarket(hostile, { 'events.csv': `ticker,\x9bdate,${'k'.repeat(200)}\n` });
    expect((await run(['check', hostile])).err).toContain('column "\uFFFDdate" is unknown');
    await remove(hostile);
  });

  test('writes no cell of a report that a spreadsheet takes for a formula', async () => {
    const hostile = await temporaryFolder();
    const bar = (close: string) => `ALPHA,2024-10-01,1,1,1,"${close}",1\n`;
    const cells = ['=1+1', '+1', '-1+cmd', '@SUM(A1)', '＝1', '-1.5', '\t=1', '\r=1', '-1.5.5', 'x=1'];
    await writeSmallMarket(hostile, {
      'prices.csv': `ticker,date,open,high,low,close,volume\n${cells.map(bar).join('')}`,
    });
    const report = join(hostile, 'report.CSV');
    await run(['check', hostile, '--report', report]);
    const values = (await readFile(report, 'utf8'))
      .split('\r\n')
      .filter((line) => /^(\uFEFFwhat|REFUSED|$)/.test(line))
      .map((line) => line.split(',')[6]?.replaceAll('"', ''));
    const safe = [
      "'=1+1",
      "'+1",
      "'-1+cmd",
      "'@SUM(A1)",
      "'＝1",
      "'-1.5",
      '\uFFFD=1',
      '\uFFFD=1',
      "'-1.5.5",
      'x=1',
    ];
    expect(values.slice(1, -1)).toEqual(safe);
    await remove(hostile);
  });

  test('writes a report that is read back as it was shown, every row of it', async () => {
    const hostile = await temporaryFolder();
    const values = ['a,b', 'say ""x""', '=1', "'=1", 'é', '₹ 5'];
    await writeSmallMarket(hostile, {
      'events.csv': `ticker,date,kind\n${values.map((value) => `"${value}",2024-10-01,RESULTS\n`).join('')}`,
    });
    const report = join(hostile, 'report.csv');
    await run(['check', hostile, '--report', report]);
    const text = await readFile(report, 'utf8');
    const { data, errors } = papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    const isFormula = /^'+=/;
    const read = data
      .filter(({ what }) => what === 'REFUSED')
      .map(({ value }) => value.replace(isFormula, (t) => t.slice(1)));
    expect(read).toEqual(values.map((value) => value.replaceAll('""', '"')));
    await remove(hostile);
  });

  test.each(['report.txt', 'report.xlsx', 'report', 'csv', ''])(
    'refuses a report named %j, whose name does not say CSV, and reads nothing',
    async (name) => {
      const { code, out, err } = await run(['check', join(folder, 'nowhere'), '--report', name]);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe(
        `greyoak: Expected a report file that ends in .csv, got "${name}": a report is CSV, so that spreadsheets open it by its name.\n`,
      );
    },
  );

  test.each([
    ['a full disk', '/dev/full', 'the disk is full (ENOSPC)'],
    ['a folder', '/tmp', 'it is a folder (EISDIR)'],
    ['a path that is too long', `/tmp/${'x'.repeat(300)}.csv`, 'its path is too long (ENAMETOOLONG)'],
    ['a path through a file', '/dev/null/x.csv', 'a part of its path is no folder (ENOTDIR)'],
  ])('says why the report cannot be written to %s', async (_, path, why) => {
    const { code, err } = await run(['check', folder, '--report', path]);
    expect(code).toBe(1);
    expect(err).toContain(`greyoak: The report cannot be written to ${path}: ${why}: `);
  });

  test('refuses more than the settings allow, and names file, limit and setting', async () => {
    const { code, err } = await run(['check', folder], { env: { MAX_IMPORT_BARS: '5' } });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^greyoak: prices\.csv: expected at most 5 rows, got more, from line 7\..*MAX_IMPORT_BARS/,
    );
  });

  test('ends with 0 where nothing is refused', async () => {
    const clean = await temporaryFolder();
    await writeSmallMarket(clean);
    expect((await run(['check', clean])).code).toBe(0);
    await remove(clean);
  });

  test('shows twenty refusals, and says how many there are', async () => {
    const many = await temporaryFolder();
    const rows = Array.from({ length: 25 }, (_, k) => `ALPHA,x${k},RESULTS\n`);
    await writeSmallMarket(many, { 'events.csv': `ticker,date,kind\n${rows.join('')}` });
    const { out } = await run(['check', many]);
    expect(out.match(/NOT_A_DATE, /g)).toHaveLength(20);
    expect(out).toContain('… and 5 more: --report writes all of them.');
    await remove(many);
  });
});
