import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
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
  expect((await greyoak('import', folder)).code).toBe(0);
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
const reproduce = (...args: string[]) => greyoak('reproduce', ...args);

async function change(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

// One story: the store is tampered with from test to test.
describe('greyoak reproduce', () => {
  test('ends with 0 where every run is reproduced, those before a correction too', async () => {
    expect(await reproduce('--date', '2024-10-07')).toEqual({
      code: 0,
      out: '1 of 1 runs reproduced, 2 scores and 1 risks compared field by field.\n',
      err: '',
    });
    await writeSmallMarket(folder, {
      'prices.csv':
        'ticker,date,open,high,low,close,volume,value\nALPHA,2024-10-07,104,106,103,105.5,60000,6000000\n',
    });
    await greyoak('import', folder);
    // Six days; no window is full yet, so that a close counts on its own day alone.
    expect(await reproduce('--from', '2024-09-01', '--to', '2024-12-31')).toEqual({
      code: 0,
      out: '7 of 7 runs reproduced, 14 scores and 6 risks compared field by field.\n',
      err: '',
    });
  }, 30_000);

  test('names run, stock and field of a risk that is not reproduced', async () => {
    await change('UPDATE risks SET judged = 3, reasons = reasons || $$!$$ WHERE run_id = 3');
    const { code, out, err } = await reproduce('--date', '2024-10-03');
    expect({ code, err }).toEqual({ code: 4, err: '' });
    expect(out).toMatch(/ALPHA\.NS: judged of the risk is stored as 3, and computed as 100/);
    expect(out).toMatch(/The risks computed from the facts that the run read are others\./);
    await change(`UPDATE risks SET judged = 100, reasons = rtrim(reasons, '!') WHERE run_id = 3`);
    expect((await reproduce('--date', '2024-10-03')).code).toBe(0);
  }, 30_000);

  test('names run, stock, mode and field of what is not reproduced, and ends with 4', async () => {
    await change(`UPDATE scores SET value = 99.5 WHERE run_id = 2 AND mode = 'TRADER'`);
    const { code, out, err } = await reproduce('--from', '2024-09-30', '--to', '2024-10-03');
    expect({ code, err }).toEqual({ code: 4, err: '' });
    expect(out).toMatch(
      new RegExp(
        [
          '^Run 2 of 2024-10-01 is not reproduced\\. The inputs are the same, but the scores computed from them are others\\.',
          '  ALPHA\\.NS TRADER: value is stored as 99\\.5, and computed as \\d+(\\.\\d+)?',
          '2 of 3 runs reproduced, 6 scores and 3 risks compared field by field\\.\n$',
        ].join('\n'),
      ),
    );
  });

  test('says that the facts differ if a bar was changed in the database', async () => {
    await change(`UPDATE bars SET close = 102.5 WHERE day = '2024-10-04'`);
    const { code, out } = await reproduce('--date', '2024-10-04');
    expect(code).toBe(4);
    expect(out).toMatch(/^Run 4 of 2024-10-04 is not reproduced\. The inputs differ: /);
    expect(out).toMatch(/\n0 of 1 runs reproduced, 2 scores and 1 risks compared field by field\.\n$/);
  });

  test('ends with 1 and a message where there is nothing to reproduce, or the span is none', async () => {
    expect(await reproduce('--date', '2023-10-09')).toEqual({
      code: 1,
      out: '',
      err:
        'greyoak: Expected days that were scored, but there is no run of 2023-10-09. Score them first, with ' +
        '"greyoak score".\n',
    });
    expect(await reproduce('--date', 'today')).toMatchObject({
      code: 1,
      err: 'greyoak: Expected a date such as 2024-10-08, got "today".\n',
    });
    for (const args of [[], ['--from', '2024-10-01'], ['--date', '2024-10-01', '--to', '2024-10-02']]) {
      expect(await reproduce(...args)).toMatchObject({
        code: 1,
        err: 'greyoak: Expected --date D, or --from A and --to B: one day or a span.\n',
      });
    }
  });
});
