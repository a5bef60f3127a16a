import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { run } from '../support/process/terminal.js';

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
  url = await createTestDatabase();
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const risk = (...args: string[]) => run(['risk', ...args], { env: { DATABASE_URL: url } });

interface Report {
  readonly date: string;
  readonly method: { readonly name: string; readonly hash: string };
  readonly notAssessed: Record<string, string>;
  readonly stocks: Record<string, Record<string, unknown> & { readonly parts: Record<string, object> }>;
}

describe('greyoak risk', () => {
  test('assesses a folder without a database, the same bytes each time', async () => {
    const { code, out, err } = await risk(folder, '--date', '2024-10-08', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await risk(folder, '--json')).out).toBe(out);
    const report = JSON.parse(out) as Report;
    expect(Object.keys(report)).toEqual(['date', 'method', 'notAssessed', 'stocks']);
    expect(report.method).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'greyoak-risk-1.0',
    });
    const stock = report.stocks['ALPHA.NS'];
    expect(Object.keys(stock)).toEqual(['factors', 'judged', 'level', 'lower', 'parts', 'upper', 'value']);
    expect(Object.keys(stock.parts)).toEqual([
      'DRAWDOWN',
      'LIQUIDITY',
      'MARKET',
      'SIZE',
      'TREND',
      'VOLATILITY',
    ]);
    expect(stock.parts['VOLATILITY']).toEqual({
      ...{ value: null, counted: 70, lower: 0, upper: 100, raw: null, rawLower: null, rawUpper: null },
      ...{ observations: 5, status: 'MISSING', reason: '5 returns, at least 20 needed' },
    });
  });

  test('explains a stock of a folder, and shows all as a table', async () => {
    const explained = await risk(folder, '--ticker', 'ALPHA');
    expect(explained.out).toMatch(
      /^ALPHA\.NS {2}2024-10-08, greyoak-risk-1\.0, method [0-9a-f]{12}\n\nRISK /,
    );
    expect(explained.out).toMatch(
      /VOLATILITY +0\.4 +– +0 +100 +70 .* MISSING {2}5 returns, at least 20 needed\n/,
    );
    const { out } = await risk(folder, '--table');
    expect(out).toMatch(/\n1 {2}ALPHA\.NS {2}72\.11/);
    expect(out).toContain('2024-10-08, greyoak-risk-1.0: 1 stocks assessed, 1 not');
  });

  test('shows a stock of the store, on a day or the newest before it', async () => {
    expect((await run(['import', '--no-rescore', folder], { env: { DATABASE_URL: url } })).code).toBe(0);
    const none = await risk('ALPHA');
    expect(none.code).toBe(1);
    expect(none.err).toMatch(/ALPHA\.NS has no risk in the store: .*greyoak risk --from A --to B/);
    const filled = await risk('--from', '2024-10-01', '--to', '2024-10-08');
    expect(filled.out).toMatch(/^5 of 5 sessions scored/);
    const shown = await risk('alpha');
    expect(shown.out).toBe((await risk(folder, '--ticker', 'ALPHA')).out);
    expect((await risk('ALPHA', '--date', '2024-10-06')).out).toMatch(/^ALPHA\.NS {2}2024-10-04/);
    const json = JSON.parse((await risk('ALPHA', '--json')).out) as { date: string; value: number };
    expect([json.date, typeof json.value]).toEqual(['2024-10-08', 'number']);
  }, 30_000);

  test.each([
    [[], 'Expected a ticker such as RELIANCE, a folder, or days of the store'],
    [['--from', '2024-10-01'], 'Expected --date D, or --from A and --to B'],
    [['ALPHA', '--from', '2024-10-01', '--to', '2024-10-08'], 'leave out the ticker or folder'],
    [['no such stock!'], 'Expected a folder, or a ticker such as RELIANCE, got "no such stock!"'],
    [['ALPHA', '--date', '2024-13-01'], 'Expected a date such as 2024-10-08, got "2024-13-01"'],
    [['NOBODY'], 'NOBODY.NS has no risk in the store'],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await risk(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  test('refuses what contradicts itself of a folder', async () => {
    expect((await risk(folder, '--table', '--json')).err).toContain('expected one of them');
    expect((await risk(folder, '--ticker', 'NOBODY')).err).toContain('NOBODY.NS is not in companies.csv');
    expect((await risk(folder, '--method', '/nowhere/risk.yaml')).err).toContain('/nowhere/risk.yaml');
    expect((await risk(folder, '--date', '2024-10-06')).err).toContain('Expected a session of the exchange');
  });
});
