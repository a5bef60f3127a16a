import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
      'prices.csv': { rows: 6, refused: {}, flagged: {} },
    });
  });

  test('writes every refused and flagged row to a report', async () => {
    const report = join(folder, 'report.out');
    await run(['check', folder, '--report', report]);
    expect(await readFile(report, 'utf8')).toBe(
      'what,file,line,ticker,date,column,value,rule,reason\n' +
        'REFUSED,events.csv,2,,,date,2024-13-01,NOT_A_DATE,expected a date such as 2024-10-08\n' +
        'REFUSED,events.csv,3,,,ticker,GAMMA,UNKNOWN_TICKER,expected a ticker that companies.csv lists\n',
    );
    const nowhere = await run(['check', folder, '--report', join(folder, 'no', 'such', 'folder.csv')]);
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('(ENOENT): name a file in a folder that exists.');
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
    expect(out).toContain('… and 5 more: --report FILE writes all of them.');
    await remove(many);
  });
});
