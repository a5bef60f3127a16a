import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { run, type Outcome } from '../support/process/terminal.js';

let folder: string;
let url: string;
const clients: pg.Client[] = [];
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
  url = await createTestDatabase();
  expect((await greyoak('import', folder, '--no-rescore')).code).toBe(0);
}, 60_000);
afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
const score = (...args: string[]) => greyoak('score', ...args);

async function runs(): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  clients.push(client);
  await client.connect();
  return (await client.query<{ runs: number }>('SELECT count(*)::int AS runs FROM runs')).rows[0].runs;
}

const refused = (message: string): Outcome => ({ code: 1, out: '', err: `greyoak: ${message}\n` });

describe('greyoak score, of the store', () => {
  test('prints the bytes that the folder gives, and keeps the scores once', async () => {
    const before = await runs();
    const stored = await score('--date', '2024-10-08');
    expect(stored).toEqual(await score(folder, '--date', '2024-10-08'));
    expect(stored.code).toBe(0);
    expect(JSON.parse(stored.out)).toMatchObject({ date: '2024-10-08' });
    expect(await runs()).toBe(before + 1);
    expect(await score('--date', '2024-10-08')).toEqual(stored);
    expect(await runs()).toBe(before + 1);
    expect(await score('--date', '2024-10-08', '--again')).toEqual(stored);
    expect(await runs()).toBe(before + 2);
  });

  test('prints a table, one stock, and its explanation as of a folder', async () => {
    for (const args of [
      ['--table'],
      ['--ticker', 'alpha'],
      ['--ticker', 'ALPHA.NS', '--explain'],
      ['--mode', 'TRADER', '--table'],
      ['--json', '--ticker', 'ALPHA'],
    ]) {
      const stored = await score('--date', '2024-10-07', ...args);
      expect(stored).toEqual(await score(folder, '--date', '2024-10-07', ...args));
      expect(stored).toMatchObject({ code: 0, err: '' });
    }
  });

  test('explains a stock next to its peers, which `greyoak peers` lists', async () => {
    const head = 'PEERS  it, TTM sales, 0 companies\n  no revenue to compare, coverage 0.0 %\n';
    const left = '  - ALPHA.NS is left out: no figures: no sales of four consecutive quarters.\n';
    const { out } = await score('--date', '2024-10-07', '--ticker', 'ALPHA', '--explain');
    expect(out).toContain(head);
    expect(out).toContain(left);
    const peers = await greyoak('peers', 'ALPHA', '--on', '2024-10-07');
    expect(peers).toMatchObject({ code: 0, err: '' });
    expect(peers.out).toBe(
      `${head}${left}  - No company of the sector has revenue to compare (1 left out): there are no shares and no HHI.\n`,
    );
    expect(await greyoak('peers', '--sector', 'it', '--on', '2024-10-07')).toEqual(peers);
    const { out: json } = await greyoak('peers', 'ALPHA', '--on', '2024-10-07', '--json');
    expect(JSON.parse(json)).toMatchObject({ on: '2024-10-07', sector: 'it', companies: [], coverage: 0 });
  });

  test.each([
    [[], 'Expected a ticker such as RELIANCE, or --sector with the key of a sector: give one of them.'],
    [
      ['A', '--sector', 'it'],
      'Expected a ticker such as RELIANCE, or --sector with the key of a sector: give one of them.',
    ],
    [['ALPHA', '--on', '8.10.2024'], 'Expected a date such as 2024-10-08 (--on), got "8.10.2024".'],
    [['NOPE'], 'Expected the ticker of a company of the store, got "NOPE": check the spelling.'],
    [['no ticker'], 'Expected the ticker of a company of the store, got "no ticker": check the spelling.'],
  ])('refuses peers of %j', async (args, message) => {
    expect(await greyoak('peers', ...args)).toEqual(refused(message));
  });

  test('scores a span, and says how many days were new', async () => {
    const line = (text: string): Outcome => ({ code: 0, out: `${text}\n`, err: '' });
    const first = await score('--from', '2024-10-01', '--to', '2024-10-04');
    // Sessions: 1, 3 and 4 October; the 2nd is a holiday.
    expect(first.out).toMatch(
      /^3 of 3 sessions scored \(2024-10-01 to 2024-10-04\), \d+ scores changed; 0 are up to date\.\n$/,
    );
    expect(await score('--from', '2024-10-01', '--to', '2024-10-04')).toEqual(
      line('0 of 3 sessions scored, 0 scores changed; 3 are up to date.'),
    );
    expect(await score('--from', '2024-10-01', '--to', '2024-10-04', '--again')).toEqual(
      line('3 of 3 sessions scored (2024-10-01 to 2024-10-04), 0 scores changed; 0 are up to date.'),
    );
  });

  test('says that scores of a method that is not served are stored next to what is', async () => {
    expect((await score('--date', '2024-10-08')).code).toBe(0);
    const span = ['--from', '2024-10-03', '--to', '2024-10-04', '--method', 'config/method-1.0.yaml'];
    expect(await score(...span)).toEqual({
      code: 0,
      out:
        '2 of 2 sessions scored (2024-10-03 to 2024-10-04), 2 scores changed; 0 are up to date.\n' +
        'The store serves greyoak-1.1: clients get these scores of greyoak-1.0 where they name it.\n',
      err: '',
    });
  });

  test('scores the newest session of a folder where no day is named, if enough stocks have a bar', async () => {
    expect(await score(folder)).toEqual(await score(folder, '--date', '2024-10-08'));
  });

  test('refuses what contradicts itself', async () => {
    expect(await score()).toEqual(refused('Expected --date D, or --from A and --to B: one day or a span.'));
    for (const args of [
      ['--from', '2024-10-01'],
      ['--to', '2024-10-01'],
      ['--date', '2024-10-01', '--from', '2024-10-01', '--to', '2024-10-01'],
      ['--date', '2024-10-01', '--to', '2024-10-01'],
    ]) {
      expect(await score(...args)).toEqual(
        refused('Expected --date D, or --from A and --to B: one day or a span.'),
      );
    }
    for (const args of [['--from', '2024-10-01'], ['--to', '2024-10-08'], ['--again']]) {
      expect(await score(folder, '--date', '2024-10-08', ...args)).toEqual(
        refused(
          '--from, --to and --again speak of the store: leave out the folder, or import it first with "greyoak import".',
        ),
      );
    }
    expect(await score('--date', '2024-10-08', '--explain')).toEqual(
      refused('--explain explains one stock: name it with --ticker, such as --ticker RELIANCE.'),
    );
    expect(await score('--date', '2024-10-08', '--table', '--json')).toEqual(
      refused('--table and --json were both asked for: expected one of them.'),
    );
  });

  test.each([['--json'], ['--table'], ['--ticker', 'ALPHA']])(
    'refuses for a span of the store what would show scores: %s',
    async (...option) => {
      const { code, err } = await score('--from', '2024-10-01', '--to', '2024-10-04', ...option);
      expect({ code, names: err.includes(option[0]) }).toEqual({ code: 1, names: true });
    },
  );

  test('refuses days that cannot be scored', async () => {
    expect(await score('--date', '2024-10-06')).toEqual(
      refused(
        'Expected a session of the exchange, but 2024-10-06 is none. The session before it is 2024-10-04.',
      ),
    );
    expect(await score('--date', '8.10.2024')).toEqual(
      refused('Expected a date such as 2024-10-08, got "8.10.2024".'),
    );
    expect(await score('--from', '2024-13-01', '--to', '2024-10-04')).toEqual(
      refused('Expected a date such as 2024-10-08, got "2024-13-01".'),
    );
    expect(await score('--date', '2024-10-09')).toEqual(
      refused(
        'Expected days with prices, 2024-09-30 to 2024-10-08, got 2024-10-09 to 2024-10-09, in which there is no ' +
          'session with any.',
      ),
    );
    expect(await score('--from', '2024-10-08', '--to', '2024-10-01')).toMatchObject({ code: 1, out: '' });
    expect(await score('--date', '2024-10-08', '--ticker', 'BETA')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^greyoak: BETA\.NS has no score on 2024-10-08: no sector group/),
    });
  });
});
