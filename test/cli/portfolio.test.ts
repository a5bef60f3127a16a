import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { Users } from '../../src/access/users/users.js';
import { EXIT } from '../../src/cli/exitCodes.js';
import type { Database } from '../../src/database/database.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { stateOn } from '../../src/portfolios/journal/stateOn.js';
import { readRowsOver } from '../../src/portfolios/market/readRows.js';
import { readShareActions } from '../../src/portfolios/market/readShareActions.js';
import { stocksIn } from '../../src/portfolios/market/stockSet.js';
import { readJournals } from '../../src/portfolios/store/readJournal.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fileOf, removeFolders, TODAY, writeFolder, type Files } from '../support/market/folder.js';
import { run } from '../support/process/terminal.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

jest.setTimeout(60_000);

const COMPANIES: Files = {
  ...fileOf(
    'companies',
    'RELIANCE,Reliance Industries,INE002A01018,,Energy',
    'INFY,Infosys,INE009A01021,,IT',
    'M&M,Mahindra,INE101A01026,,Autos',
    'BAJAJ-AUTO,Bajaj Auto,INE917I01010,,Autos',
    'PLAIN,Plain without an ISIN,,,IT',
    '500325.BO,Listed at BSE,,,Energy',
  ),
  ...fileOf('symbols', 'INFY,INFOSYSTCH,2011-06-28'),
  ...fileOf('actions', 'INFY,2024-09-02,BONUS,3,2'),
};

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  const { files } = await importFolder(database.pool, await writeFolder(COMPANIES), { today: TODAY });
  expect(files.flatMap(({ refusals }) => refusals)).toEqual([]);
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

function greyoak(...args: readonly string[]) {
  return run(['portfolio', ...args], {
    env: { DATABASE_URL: String(database.pool.options.connectionString) },
  });
}

let users = 0;
/** Adds a user, and returns its address. */
async function newUser(): Promise<string> {
  const email = `user${++users}@example.com`;
  await new Users(database).add({ email, name: 'Asha', role: 'TRADER' }, NO_ACTOR);
  return email;
}

async function folderOf(files: Readonly<Record<string, string | readonly string[]>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof text === 'string' ? text : `${text.join('\n')}\n`);
  }
  return folder;
}

/** Returns cash, holdings and cost of each portfolio of a user on a day, as texts. */
async function held(email: string, day = '2024-12-31'): Promise<Record<string, unknown>> {
  const { id: owner } = await new Users(database).find(email);
  const { rows } = await database.pool.query<{ id: number; name: string }>(
    'SELECT id, name FROM portfolios WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id',
    [owner],
  );
  const ids = rows.map(({ id }) => id);
  const read = readRowsOver(database.pool);
  const journals = await readJournals(read, ids);
  const { shares } = await readShareActions(read, stocksIn(ids));
  return Object.fromEntries(
    rows.map(({ id, name }) => {
      const { cash, holdings } = stateOn(journals.get(id) ?? [], shares, day as IsoDate);
      const of = [...holdings].map(
        ([ticker, { quantity, totalCost }]) => `${quantity} ${ticker} for ${totalCost ?? '?'}`,
      );
      return [name, [String(cash), ...of]];
    }),
  );
}

async function refused(email: string, folder: string, ...options: string[]): Promise<string> {
  const before = await held(email);
  const { code, out, err } = await greyoak('import', folder, '--user', email, ...options);
  expect([code, out]).toEqual([EXIT.FAILED, '']);
  expect(await held(email)).toEqual(before);
  return err;
}

const FILES = {
  'portfolios.csv': [
    'name,position_limit,sector_limit,buy_rate,model',
    'Growth,0.25,,0.001186226,',
    '"\'=Odd, ""name""",,,,Momentum',
    'Empty,,,,',
  ],
  'journal.csv': [
    'portfolio,date,kind,ticker,quantity,price,amount,costs,total_cost,note',
    'Growth,2024-07-02,BUY,INFOSYSTCH,10,1500.5,,17.8,,first',
    'Growth,2024-07-01,OPENING,,,,100000,,,',
    'Growth,2024-07-01,OPENING,RELIANCE,5,,,,14000.0001,',
    'Growth,2024-08-01,SELL,RELIANCE.NS,2,2950,,6.11,,',
    'Growth,2024-08-02,DIVIDEND,INFY,,,100,10,,"=cmd, ""quoted"""',
    '"\'=Odd, ""name""",2024-07-01,DEPOSIT,,,,5,,,',
    '"\'=Odd, ""name""",2024-07-01,WITHDRAWAL,,,,7.5,,,',
  ],
};

describe('greyoak portfolio', () => {
  test('imports portfolios with their journals, which an export gives again', async () => {
    const [asha, ravi] = [await newUser(), await newUser()];
    const { code, out, err } = await greyoak('import', await folderOf(FILES), '--user', asha);
    expect([code, err]).toEqual([
      EXIT.DONE,
      'It has no model, because the owner has none named "Momentum": attach one to it.\n',
    ]);
    expect(out.replace(/portfolio \d+/g, 'portfolio N')).toBe(
      'Imported portfolio N, "Growth": 5 entries.\n' +
        'Imported portfolio N, "=Odd, "name"": 2 entries.\nImported portfolio N, "Empty": 0 entries.\n',
    );
    // 100,000 − 15,005 − 17.8 + 5,900 − 6.11 + 100 − 10; 10 × 3/2 shares; 14,000.0001 × 3/5, rounded.
    const expected = {
      Growth: ['909610900', '15 INFY.NS for 150050000', '3 RELIANCE.NS for 84000001'],
      '=Odd, "name"': ['-25000'],
      Empty: ['0'],
    };
    expect(await held(asha)).toEqual(expected);

    const folder = join(await temporaryFolder(), 'out');
    const exported = await greyoak('export', folder, '--user', asha);
    expect(exported).toEqual({
      code: EXIT.DONE,
      err: '',
      out: `Exported 3 portfolios with 7 entries to ${folder}.\n`,
    });
    expect((await readdir(folder)).sort()).toEqual(['holdings.csv', 'journal.csv', 'portfolios.csv']);
    expect((await stat(join(folder, 'journal.csv'))).mode & 0o077).toBe(0);
    expect(await readFile(join(folder, 'journal.csv'), 'utf8')).toContain(`"'=cmd, ""quoted"""`);
    expect((await greyoak('import', folder, '--user', ravi)).code).toBe(EXIT.DONE);
    expect(await held(ravi)).toEqual(expected);
    for (const day of ['2024-07-01', '2024-07-15', '2024-08-01', '2024-09-01', '2024-09-02']) {
      expect(await held(ravi, day)).toEqual(await held(asha, day));
    }
    const again = join(await temporaryFolder(), 'out');
    await greyoak('export', again, '--user', ravi);
    for (const file of await readdir(folder)) {
      expect(await readFile(join(again, file), 'utf8')).toBe(await readFile(join(folder, file), 'utf8'));
    }
    expect((await greyoak('export', folder, '--user', asha)).err).toContain(
      'Expected a folder that does not exist',
    );
  });

  test('a second import is refused, also one that comes at the same time', async () => {
    const email = await newUser();
    const folder = await folderOf(FILES);
    const outcomes = await Promise.all([1, 2, 3].map(() => greyoak('import', folder, '--user', email)));
    expect(outcomes.map(({ code }) => code).sort()).toEqual([EXIT.DONE, EXIT.FAILED, EXIT.FAILED]);
    expect(await refused(email, folder)).toContain(
      'portfolios.csv, line 2: Expected a portfolio that is not there yet, got "Growth", which is: it may have been imported',
    );
    expect(Object.keys(await held(email)).length).toBe(3);
  });

  test('names each bad row by file and line, and imports nothing', async () => {
    const email = await newUser();
    const folder = await folderOf({
      'portfolios.csv': ['name,buy_rate', 'Good,', 'Good,', ' ,0.01', 'Dear,0.06'],
      'journal.csv': [
        'portfolio,date,kind,ticker,quantity,price,amount',
        'Good,2024-07-01,DEPOSIT,,,,100',
        'Good,2024-02-30,DEPOSIT,,,,100',
        'Good,2024-07-01,BUY,NOBODY,1,1,',
        'Good,2024-07-01,BUY,INFY,1.5,1,',
        'Good,2024-07-01,SPLIT,INFY,1,,',
        'Good,2024-07-01,GIFT,INFY,1,,',
        'Good,2099-01-01,DEPOSIT,,,,100',
        'Good,2024-07-01,BUY,INFY,1,1,2',
        'Good,2024-07-01,DEPOSIT,,,,1e400',
      ],
      'holdings.csv': [
        'portfolio,ticker,quantity,average_cost,as_of',
        'Other,INFY,-1,,2024-07-01',
        'Other,INFY,1,,2024-07-02',
        'Other,,1,,2024-07-01',
      ],
    });
    const message = await refused(email, folder);
    for (const part of [
      'got 14 that do not; nothing was imported:',
      'portfolios.csv, line 3: Expected each portfolio once',
      'portfolios.csv, line 4: Expected the name of a portfolio',
      'portfolios.csv, line 5: Expected costs.buyRate',
      'journal.csv, line 3: Expected date as a day such as 2024-10-08, got "2024-02-30"',
      'journal.csv, line 4: Expected the ticker of a known company in a BUY, got NOBODY.NS',
      'journal.csv, line 5: Expected a quantity',
      'journal.csv, line 6: Expected an entry other than SPLIT',
      'journal.csv, line 7: Expected kind as one of',
      'journal.csv, line 8: Expected a DEPOSIT up to today in India',
      'journal.csv, line 9: Expected 1.00 as the amount of the BUY',
      'journal.csv, line 10: Expected an amount',
      'holdings.csv, line 2: Expected a quantity of INFY.NS',
      'holdings.csv, line 3: Expected one as_of',
      'holdings.csv, line 4: Expected ticker and quantity, or cash alone',
    ]) {
      expect(message).toContain(part);
    }
  });

  test('refuses a sale of more than is held, also for what others bring', async () => {
    const email = await newUser();
    const folder = await folderOf({
      'journal.csv': [
        'portfolio,date,kind,ticker,quantity,price',
        'Fine,2024-07-01,BUY,INFY,1,1',
        'Short,2024-07-01,BUY,INFY,10,1',
        'Short,2024-09-02,SELL,INFY,16,1',
      ],
    });
    expect(await refused(email, folder)).toContain(
      'journal.csv, line 3: Expected at most 15 shares of INFY.NS, which are held on 2024-09-02, got a SELL of 16',
    );
  });

  test('holdings are the opening, unless the journal begins before them: then it must give them', async () => {
    const email = await newUser();
    const holdings = [
      'portfolio,as_of,ticker,quantity,average_cost,cash',
      'P,2024-07-05,INFY,10,100.5,',
      'P,2024-07-05,PLAIN,3,,',
      'P,2024-07-05,,,,-20.5',
    ];
    const journal = (day: string, quantity: number) => [
      'portfolio,date,kind,ticker,quantity,price',
      `P,${day},BUY,INFY,${quantity},1`,
    ];
    const folder = await folderOf({ 'holdings.csv': holdings, 'journal.csv': journal('2024-07-06', 2) });
    expect((await greyoak('import', folder, '--user', email)).code).toBe(EXIT.DONE);
    expect(await held(email)).toEqual({ P: ['-225000', '18 INFY.NS for 10070000', '3 PLAIN.NS for ?'] });

    const other = await folderOf({ 'holdings.csv': holdings, 'journal.csv': journal('2024-07-05', 10) });
    expect(await refused(await newUser(), other)).toMatch(
      /journal\.csv, line 2: Expected on 2024-07-05, as \S+holdings\.csv, line 2 has it, cash -20\.50, got -10\.00; 3 of PLAIN\.NS, got 0 by the journal/,
    );
  });

  test('needs an owner once there are users', async () => {
    const { code, err } = await greyoak('import', await folderOf(FILES));
    expect(code).toBe(EXIT.FAILED);
    expect(err).toContain('Expected --user with the e-mail address of the owner, got none');
    expect((await greyoak('export', '/nowhere/at/all', '--user', 'nobody@example.com')).code).toBe(
      EXIT.FAILED,
    );
  });

  test('keeps a journal of thousands of entries in its order', async () => {
    const email = await newUser();
    const rows = Array.from(
      { length: 2500 },
      (_, at) => `Long,2024-07-0${1 + (at % 5)},BUY,INFY,1,${at + 1}`,
    );
    const folder = await folderOf({ 'journal.csv': ['portfolio,date,kind,ticker,quantity,price', ...rows] });
    expect((await greyoak('import', folder, '--user', email)).code).toBe(EXIT.DONE);
    expect(await held(email, '2024-07-09')).toEqual({
      Long: ['-31262500000', '2500 INFY.NS for 31262500000'],
    });
  });
});

describe("a broker's holdings", () => {
  const BROKERS: Record<string, readonly string[]> = {
    Kite: [
      '"Instrument","Qty.","Avg. cost","LTP","Invested","Cur. val","P&L","Net chg.","Day chg.",""',
      '"INFY",10,1500.25,1600,15002.5,16000,997.5,6.65,0.5,""',
      '"M&M","3",1000,1000,3000,3000,0,0,0,""',
      '"BAJAJ-AUTO",0,0,0,0,0,0,0,0,""',
    ],
    Console: [
      'Symbol,ISIN,Sector,Quantity Available,Quantity Discrepant,Quantity Long Term,Quantity Pledged (Margin),Quantity Pledged (Loan),Average Price,Previous Closing Price,Unrealized P&L,Unrealized P&L Pct.',
      'INFY,INE009A01021,IT,10,0,10,0,0,1500.25,1600,997.5,6.65',
      'M&M,INE101A01026,AUTO,3,0,3,0,0,1000,1000,0,0',
    ],
    Groww: [
      'Name,Asha',
      'Holdings statement for stocks as on 30-06-2024',
      '',
      'Summary',
      'Invested Value,Closing Value',
      '18002.5,19000',
      '',
      'Stock Name,ISIN,Quantity,Average buy price,Buy value,Closing price,Closing value,Unrealised P&L',
      'INFOSYS LTD,INE009A01021,10,"1,500.25","15,002.50",1600,16000,997.5',
      'MAHINDRA & MAHINDRA LTD,INE101A01026,3,"₹1,000.00",3000,1000,3000,0',
      'Total,,13,,,,,',
    ],
    ICICI: [
      'Stock Symbol,Company Name,ISIN Code,Qty,Average Cost Price,Current Market Price,% Change over prev close,Value At Cost,Value At Market Price,',
      'PLAIN,INFOSYS LTD,INE009A01021,10,1500.25,1600,0.1,15002.5,16000,',
      'MAHMAH,MAHINDRA LTD,INE101A01026,3,1000,1000,0,3000,3000,',
    ],
    Upstox: [
      'Instrument,Exchange,Qty.,Avg. cost,LTP,Cur. val,P&L,Net chg.',
      'INFY-EQ,NSE,10,1500.25,1600,16000,997.5,6.65',
      'NSE:M&M,NSE,3,1000,1000,3000,0,0',
    ],
  };

  test.each(Object.entries(BROKERS))(
    'of %s is recognised whatever its file is called',
    async (broker, lines) => {
      const email = await newUser();
      const folder = await folderOf({ 'journal.csv': lines });
      const options = ['--name', broker, '--as-of', '2024-07-01', '--cash', '12.5', '--user', email];
      expect(await greyoak('import', folder, ...options)).toMatchObject({ code: EXIT.DONE, err: '' });
      expect(await held(email, '2024-07-01')).toEqual({
        [broker]: ['125000', '10 INFY.NS for 150025000', '3 M&M.NS for 30000000'],
      });
      expect(await refused(email, folder, '--name', broker)).toContain('which is: it may have been imported');
    },
  );

  test('is one portfolio a file, named as the file, of today', async () => {
    const email = await newUser();
    const folder = await folderOf({
      'a.csv': BROKERS['Kite'] ?? '',
      'b.csv': ['Symbol,Qty,Avg Price', '500325,7,1', 'PLAIN-BE,1,2'],
    });
    await mkdir(join(folder, 'c.csv.d'));
    expect((await greyoak('import', folder, '--user', email)).code).toBe(EXIT.DONE);
    expect(await refused(email, await folderOf(FILES), '--cash', '5')).toContain('of its portfolio, got 0');
    expect(Object.keys(await held(email, '2026-11-22'))).toEqual(['a', 'b']);
    expect(await held(email, '2026-11-21')).toEqual({ a: ['0'], b: ['0'] });
    expect((await held(email, '2026-11-22'))['b']).toEqual([
      '0',
      '7 500325.BO for 70000',
      '1 PLAIN.NS for 20000',
    ]);
    expect(await refused(email, folder, '--name', 'One')).toContain(
      "Expected one file of a broker's holdings with the name or the cash",
    );
    expect((await greyoak('import', join(folder, 'b.csv'), '--name', 'One', '--user', email)).code).toBe(
      EXIT.DONE,
    );
  });

  test.each<[string, readonly string[], string]>([
    [
      'an unknown stock',
      ['Symbol,Qty,Avg Price', 'NOBODY,1,1'],
      'line 2: Expected a stock of the store, got "NOBODY"',
    ],
    [
      'an unknown ISIN beside a symbol of another company',
      ['Symbol,ISIN,Qty,Avg Price', 'INFY,INE999A01011,1,1'],
      'got "INFY, INE999A01011"',
    ],
    [
      'what is no ISIN',
      ['Symbol,ISIN,Qty,Avg Price', 'INFY,INE,1,1'],
      'Expected an ISIN such as INE002A01018, got "INE"',
    ],
    [
      'a fraction of a share',
      ['Symbol,Qty,Avg Price', 'INFY,1.5,1'],
      'a quantity of INFY.NS as a whole number',
    ],
    ['a negative quantity', ['Symbol,Qty,Avg Price', 'INFY,-1,1'], 'got "-1"'],
    [
      'a quantity that is none',
      ['Symbol,Qty,Avg Price', 'INFY,many,1'],
      'Expected a quantity as a number such as 1,234.50, got "many"',
    ],
    ['groups of digits that are none', ['Symbol,Qty,Avg Price', 'INFY,"1,2",1'], 'got "1,2"'],
    ['a price of five decimals', ['Symbol,Qty,Avg Price', 'INFY,1,1.00001'], 'at most 4 decimals'],
    [
      'a stock twice',
      ['Symbol,Qty,Avg Price', 'INFY,1,1', 'INFOSYSTCH,1,1'],
      'line 3: Expected each stock once, got INFY.NS as in',
    ],
    [
      'a row after another that is wrong',
      ['Symbol,Qty,Avg Price', 'NOBODY,1.5,1', 'INFY,-1,1'],
      'line 3: Expected a quantity of INFY.NS as a whole number',
    ],
    [
      'a holding twice',
      ['portfolio,ticker,quantity', 'a,INFY,1', 'a,INFOSYSTCH,1'],
      'line 3: Expected each stock once, got INFY.NS as in',
    ],
    [
      'pledged shares',
      ['Symbol,Quantity Available,Quantity Pledged (Margin),Average Price', 'INFY,1,5,1'],
      'Expected 0 in "Quantity Pledged (Margin)", got "5"',
    ],
    ['a row without a stock', ['Symbol,Qty,Avg Price', ',1,1'], 'Expected an ISIN or a symbol, got neither'],
    [
      'two columns of quantities',
      ['Symbol,Qty,Quantity,Avg Price', 'INFY,1,1,1'],
      'got "Symbol,Qty,Quantity,Avg Price"',
    ],
    ['columns that nobody knows', ['a,b', '1,2'], 'expected the columns of portfolios.csv (name;'],
    ['an empty file', [], 'is empty'],
    ['a column of ours twice', ['portfolio,date,kind,kind', 'a,b,c,d'], 'names a column twice'],
    ['a row of another length', ['portfolio,date,kind', 'a,b,c,d'], 'line 2: expected 3 fields'],
    ['a quote that is not closed', ['Symbol,Qty,Avg Price', '"INFY,1,1'], 'quoted field is not closed'],
    ['binary', ['\u0000\u0001'], 'is not UTF-8'],
  ])('%s is refused', async (_, lines, message) => {
    expect(await refused(await newUser(), await folderOf({ 'x.csv': lines }))).toContain(message);
  });

  test('a folder without a file, and none, are refused', async () => {
    const email = await newUser();
    expect(await refused(email, await folderOf({ 'readme.txt': 'x' }))).toContain(
      'Expected 1 to 100 CSV files',
    );
    expect(await refused(email, '/no/such/folder')).toContain('cannot be read');
    expect(await refused(email, await folderOf(FILES), '--as-of', 'soon')).toContain(
      'Expected --as-of as a day',
    );
    expect(
      await refused(
        email,
        await folderOf({ 'x.csv': ['Symbol,Qty,Avg Price', 'INFY,1,1'] }),
        '--cash',
        'much',
      ),
    ).toContain('Expected cash');
  });
});
