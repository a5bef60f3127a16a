import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
  url = await createTestDatabase();
  expect((await greyoak('import', folder, '--no-rescore')).code).toBe(0);
  expect((await greyoak('score', '--from', '2024-10-01', '--to', '2024-10-08')).code).toBe(0);
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
const why = (...args: string[]) => greyoak('why', ...args);

describe('greyoak why', () => {
  test('explains a change by cause and by part, the band, and the distances', async () => {
    const { code, out, err } = await why('ALPHA', '--since', '2024-10-07', '--mode', 'TRADER');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^ALPHA\.NS {2}TRADER, greyoak-1\.1\n2024-10-07 \d+\.\d\d [A-Z_]+ → 2024-10-08 \d+\.\d\d /,
    );
    for (const name of ['METHOD', 'REVISIONS', 'OWN_FACTS', 'OWN_PRICES', 'PEERS', 'sum'])
      expect(out).toContain(name);
    for (const title of ['By cause', 'By part', 'Band', 'Distances']) expect(out).toContain(`\n${title}\n`);
    expect(out.match(/^ {2}- [A-Z_]+: .*\.$/gm)).toHaveLength(11);
    const points = (title: string) => {
      const rows = out.slice(out.indexOf(title)).matchAll(/^ +([A-Z_]+) +([-+]?[\d.]+)$/gm);
      const sum = /^ +sum +([-+]?[\d.]+)$/m.exec(out.slice(out.indexOf(title)))?.[1];
      const parts = [...rows].slice(0, title === 'By cause' ? 5 : undefined);
      return [parts.reduce((total, [, , text]) => total + Number(text), 0), Number(sum)];
    };
    for (const [sum, total] of [points('By cause'), points('By part')]) expect(sum).toBeCloseTo(total, 2);
  });

  test.each([
    [
      ['ALPHA', '--since', '2999-01-01'],
      '--since: expected at most the day of the score, 2024-10-08, got 2999-01-01',
    ],
    [
      ['ALPHA', '--since', '1999-01-01'],
      'ALPHA.NS has no score of greyoak-1.1 and INVESTOR on 1999-01-01 or the session',
    ],
    [['ALPHA', '--since', '7/10/24'], '--since: expected a date such as 2024-10-08, got "7/10/24".'],
    [['ALPHA', '--since', '2024-10-07', '--on', 'x'], '--on: expected a date such as 2024-10-08, got "x".'],
    [
      ['ALPHA', '--since', '2024-10-07', '--on', '2024-10-12'],
      'ALPHA.NS has no score of greyoak-1.1 and INVESTOR on 2024-10-12',
    ],
    [['NOBODY', '--since', '2024-10-07'], 'NOBODY.NS has no score of greyoak-1.1 and INVESTOR in the store'],
    [['a b', '--since', '2024-10-07'], 'Expected a ticker such as RELIANCE or 500325.BO, got "a b".'],
    [
      ['ALPHA', '--since', '2024-10-07', '--method', 'x'],
      '--method: expected the name of a method with scores, one of greyoak-1.1, got "x".',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await why(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`greyoak: ${message}`);
  });
});
