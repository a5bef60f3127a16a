/** Lists of the exchanges in a store: who is who, and that a list which repeats what is known changes nothing. */
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../../src/database/database.js';
import { dayOf } from '../../../src/market/day.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { importHeap, type ImportedHeap } from '../../../src/market/store/importHeap.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, fileOf, flatBar, removeFolders, writeFolder, type Files } from '../../support/market/folder.js';
import { describeWithShared } from '../../support/shared.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

jest.setTimeout(120_000);

const TODAY = { today: dayOf('2024-10-31') };

let database: Database;
let heap: string;
beforeEach(async () => {
  database = await openTestDatabase();
  heap = await temporaryFolder();
});
afterEach(() => remove(heap));
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

const put = (name: string, content: unknown) =>
  writeFile(join(heap, name), typeof content === 'string' ? content : JSON.stringify(content));
const take = (today = TODAY): Promise<ImportedHeap> => importHeap(database.pool, [heap], today);
const takeFormat = async (files: Files) => importFolder(database.pool, await writeFolder(files), TODAY);

async function rowsOf(statement: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ row: string }>(statement);
  return rows.map(({ row }) => row);
}

/** [file, inserted, updated, unchanged, refused, first day that it touches] */
const counts = ({ files }: Pick<ImportedHeap, 'files'>) =>
  files.map(({ file, inserted, updated, unchanged, refusals, touchesFrom }) => [
    file.replace(/^[^/]*\//, ''),
    ...[inserted, updated, unchanged, refusals.length],
    touchesFrom,
  ]);
const changes = ({ files }: ImportedHeap): number =>
  files.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);

const COMPANIES = `SELECT concat_ws('|', ticker, name, isin, industry, basic_industry) AS row
  FROM companies JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY ticker`;
const EVENTS = `SELECT concat_ws('|', ticker, day, kind, announced_on, detail) AS row
  FROM company_events JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY ticker, day, kind`;
const ACTIONS = `SELECT concat_ws('|', ticker, ex_date, kind, new_shares, old_shares, price, detail) AS row
  FROM actions JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY ticker, ex_date, kind`;
const HOLDERS = `SELECT concat_ws('|', quarter_end, published_on, source, promoter_pct, pledged_pct, fii_pct, dii_pct) AS row
  FROM shareholding WHERE superseded_in IS NULL ORDER BY quarter_end, published_on`;

describe('who is who', () => {
  const EQUITY_L = csv(
    'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE',
    'ALPHA,Alpha Industries Limited,EQ,06-OCT-2008,5,1,INE000A01029,5',
    'BETA,Beta Limited,EQ,06-OCT-2008,5,1,INE000B01019,5',
    'NEWCO,Newco Limited,BE,06-OCT-2024,5,1,INE000N01017,5',
  );

  beforeEach(async () => {
    await takeFormat({
      ...fileOf(
        'companies',
        'ALPHA,Alpha,INE000A01011,IT,',
        'OLDBETA,Beta,INE000B01019,Power,',
        'GONE,Gone,INE000G01018,Power,',
      ),
      ...fileOf('prices', flatBar('OLDBETA', '2020-01-02', 10), flatBar('ALPHA', '2020-01-02', 100)),
    });
    await put('list.txt', EQUITY_L);
    await put(
      'names.txt',
      csv(
        'A fund - Plan A, Growth,FUNDA,FUNDB,30-OCT-2019',
        'Beta Limited,MIDBETA,BETA,01-JUL-2024',
        'Beta Limited,OLDBETA,MIDBETA,01-JUL-2022',
        'Unknown Limited,UNKNOWNA,UNKNOWNB,01-JUL-2022',
        'Unknown Limited,UNKNOWNB,UNKNOWNA,01-JUL-2023',
      ),
    );
  });

  test('chains of renames are followed, funds and unknown companies left out, and none is removed', async () => {
    const imported = await take();
    expect(imported.refusedFiles).toEqual([]);
    expect(imported.files.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(imported.files.map(({ leftOut }) => leftOut)).toEqual([
      [],
      [{ reason: 'UNKNOWN_STOCK', rows: 3, examples: ['FUNDA.NS', 'UNKNOWNA.NS', 'UNKNOWNB.NS'] }],
    ]);
    expect(await rowsOf(COMPANIES)).toEqual([
      'ALPHA.NS|Alpha Industries Limited|INE000A01029|IT|',
      'BETA.NS|Beta Limited|INE000B01019|Power|',
      'GONE.NS|Gone|INE000G01018|Power|',
      'NEWCO.NS|Newco Limited|INE000N01017||',
    ]);
    const bars = `SELECT ticker AS row FROM bars JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY 1`;
    expect(await rowsOf(bars)).toEqual(['ALPHA.NS', 'BETA.NS']);
    expect(changes(await take())).toBe(0);
  });

  test('a company keeps its industry where a list of members names another one, and gets one where it has none', async () => {
    await put(
      'members.txt',
      csv(
        'Company Name,Industry,Symbol,Series,ISIN Code',
        'Alpha Ltd.,Textiles,ALPHA,EQ,INE000A01029',
        'Newco Ltd.,Textiles,NEWCO,EQ,INE000N01017',
      ),
    );
    await take();
    expect((await rowsOf(COMPANIES)).filter((row) => /ALPHA|NEWCO/.test(row))).toEqual([
      'ALPHA.NS|Alpha Industries Limited|INE000A01029|IT|',
      'NEWCO.NS|Newco Limited|INE000N01017|Textiles|',
    ]);
    const dated = `SELECT concat_ws('|', ticker, from_day, industry) AS row
      FROM classifications JOIN stocks ON stocks.id = stock_id WHERE ticker = 'ALPHA.NS'`;
    expect(await rowsOf(dated)).toEqual([]);
    expect(changes(await take())).toBe(0);
  });

  test('a share of BSE with the ISIN that a company of NSE has, or had, is its listing', async () => {
    const security = { Scrip_Name: 'Alpha Ltd', Segment: 'Equity', INDUSTRY: 'Hand Tools' };
    await put('bse.txt', [
      { ...security, SCRIP_CD: '500001', ISIN_NUMBER: 'INE000A01011' },
      { ...security, SCRIP_CD: '500009', ISIN_NUMBER: 'INE000Z01018' },
    ]);
    const imported = await take();
    const flags = imported.files.flatMap(({ flags: own }) =>
      own.map(({ kind, ticker }) => `${kind} ${ticker}`),
    );
    // BETA is the twin of OLDBETA until the list of symbols is read.
    expect(flags).toEqual(['ISIN_TWICE BETA.NS', 'ISIN_TWICE 500001.BO']);
  });

  test('what the quote of a share says counts from the day of import on', async () => {
    await put('quote.txt', {
      info: { symbol: 'ALPHA', companyName: 'Alpha', isin: 'INE000A01029' },
      industryInfo: { sector: 'Capital Goods', basicIndustry: 'Hand Tools' },
    });
    await take();
    const dated = `SELECT concat_ws('|', from_day, industry, basic_industry) AS row FROM classifications
      WHERE superseded_in IS NULL ORDER BY from_day`;
    expect((await rowsOf(dated)).slice(0, 2)).toEqual([
      '1900-01-01|IT|',
      '2024-10-31|Capital Goods|Hand Tools',
    ]);
  });
});

describe('facts of lists', () => {
  beforeEach(() =>
    takeFormat({
      ...fileOf('companies', 'ALPHA,Alpha Ltd.,INE000A01011,IT,', 'BETA,Beta Limited,INE000B01019,Power,'),
      ...fileOf('actions', 'ALPHA,2024-10-07,BONUS,2,1'),
      ...fileOf('shareholding', 'ALPHA,2024-06-30,50,2024-07-21,SECONDARY,10,20,5'),
      ...fileOf('prices', ...['2024-10-03', '2024-10-04'].map((date) => flatBar('ALPHA', date, 100))),
    }),
  );

  const action = (symbol: string, exDate: string, subject: string) => ({
    ...{ symbol, series: 'EQ', subject, exDate, faceVal: '10' },
  });

  test('an action gets its text without touching a score, and does not lose it', async () => {
    await put('actions.json', [
      action('ALPHA', '07-Oct-2024', ' Bonus 1:1'),
      action('ALPHA', '07-Oct-2024', 'Bonus 1:1'),
      action('ALPHA', '07-Oct-2024', 'Dividend - Rs 2 Per Share'),
      action('BETA', '14-Oct-2024', 'Rights 1:4 @ Premium Rs 5/-'),
      action('BETA', '15-Oct-2024', 'Capital Reduction'),
      action('NOBODY', '15-Oct-2024', 'Bonus 1:1'),
      action('NOBODY', '15-Oct-2024', 'Capital Reduction'),
    ]);
    const first = await take();
    expect(first.files[0].leftOut).toEqual([
      { reason: 'UNKNOWN_STOCK', rows: 2, examples: ['NOBODY'] },
      { reason: 'OTHER_KIND', rows: 1, examples: ['ALPHA Dividend - Rs 2 Per Share'] },
    ]);
    expect(counts(first)).toEqual([['actions.json', 1, 1, 1, 1, dayOf('2024-10-14')]]);
    expect(first.files[0].refusals).toEqual([
      {
        ...{ file: expect.any(String), line: 5, column: 'kind', value: 'BETA: Capital Reduction' },
        ...{ rule: 'NOT_UNDERSTOOD', reason: expect.stringMatching(/^expected a split, bonus/) },
      },
    ]);
    const stored = [
      'ALPHA.NS|2024-10-07|BONUS|2|1|Bonus 1:1',
      'BETA.NS|2024-10-14|RIGHTS|5|4|15|Rights 1:4 @ Premium Rs 5/-',
    ];
    expect(await rowsOf(ACTIONS)).toEqual(stored);

    await put('other.csv', csv('SYMBOL,PURPOSE,EX_DATE,FACE_VALUE', 'ALPHA,BONUS-1:1,07-Oct-2024,10'));
    expect(changes(await take())).toBe(0);
    const again = await takeFormat(fileOf('actions', 'ALPHA,2024-10-07,BONUS,2,1'));
    expect(counts(again as ImportedHeap)).toEqual([['actions.csv', 0, 0, 1, 0, null]]);
    expect(await rowsOf(ACTIONS)).toEqual(stored);
  });

  test('the text of an action alone touches nothing', async () => {
    await put('actions.json', [action('ALPHA', '07-Oct-2024', 'Bonus 1:1')]);
    expect(counts(await take())).toEqual([['actions.json', 0, 1, 0, 0, null]]);
  });

  test('lists that name one meeting make one event, whatever their order, and the stated announcement counts', async () => {
    const meeting = { bm_symbol: 'ALPHA', bm_date: '30-Oct-2024', bm_purpose: 'Quarterly Financial Results' };
    await put('a.json', [
      { symbol: 'ALPHA', purpose: 'Financial Results', bm_desc: 'Results', date: '30-Oct-2024' },
    ]);
    await take();
    expect(await rowsOf(EVENTS)).toEqual(['ALPHA.NS|2024-10-30|RESULTS|2024-10-23|Results']);
    await put('b.json', [
      { ...meeting, bm_timestamp: '18-Oct-2024 22:42:01' },
      { ...meeting, bm_timestamp: '19-Oct-2024' },
    ]);
    await put(
      'c.csv',
      csv('SYMBOL,MEETING_DATE,PURPOSE,DETAILS', 'ALPHA,30-Oct-2024,Financial Results,Other words'),
    );
    await take();
    const stored = ['ALPHA.NS|2024-10-30|RESULTS|2024-10-18|Quarterly Financial Results'];
    expect(await rowsOf(EVENTS)).toEqual(stored);
    expect(changes(await take())).toBe(0);
    expect(await rowsOf(EVENTS)).toEqual(stored);
  });

  test("a list of promoters takes no other holders' parts away", async () => {
    const filed = { symbol: 'ALPHA', public_val: '50', broadcastDate: '13-JUL-2024 15:41:40' };
    await put('a.json', [{ ...filed, date: '30-JUN-2024', pr_and_prgrp: '50.00' }]);
    expect(counts(await take())).toEqual([
      ['a.json', 0, 0, 1, 0, null],
      // Its filing.
      ['a.json', 1, 0, 0, 0, null],
    ]);
    await put('a.json', [{ ...filed, date: '30-JUN-2024', pr_and_prgrp: '51' }]);
    await take();
    expect(await rowsOf(HOLDERS)).toEqual([
      '2024-06-30|2024-07-13|PRIMARY|51|10|20|5',
      '2024-06-30|2024-07-21|SECONDARY|50|10|20|5',
    ]);
  });

  test('a pledge is that of the company of its name', async () => {
    const shares = {
      percPromoterHolding: ' 50.00',
      percSharesPledged: '90',
      broadcastDt: '10-Oct-2024 10:00:00',
    };
    await put('p.json', {
      data: [
        { ...shares, comName: 'ALPHA LIMITED', shp: '30-Jun-2024', percPromoterShares: ' 12.50' },
        { ...shares, comName: 'Alpha Industries Limited', shp: '30-Jun-2024', percPromoterShares: ' 33.00' },
      ],
    });
    const { files } = await take();
    expect(files[0].leftOut).toEqual([
      { reason: 'UNKNOWN_STOCK', rows: 1, examples: ['Alpha Industries Limited'] },
    ]);
    expect(await rowsOf(HOLDERS)).toContain('2024-06-30|2024-10-10|PRIMARY|50|12.5|20|5');
  });

  test('a file that names no stock is refused with what to do', async () => {
    await put('ALPHA.csv', csv('20230901T,50.61,25.41,13.20,0,10.60'));
    const { refusedFiles } = await take();
    expect(refusedFiles.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/names no stock: expected the option --ticker SYMBOL/),
    ]);
  });

  test('a list of holidays does not close a day on which stocks have bars', async () => {
    await put('h.json', {
      CD: [{ tradingDate: '09-Oct-2024', description: 'Of currencies' }],
      CM: [
        { tradingDate: '04-Oct-2024', description: 'Moved' },
        { tradingDate: '17-Oct-2024', description: 'A holiday' },
        { tradingDate: '01-Nov-2024', description: 'Diwali Laxmi Pujan*' },
      ],
    });
    const { files } = await take();
    expect(files[0].refusals.map(({ line, rule, reason }) => [line, rule, reason])).toEqual([
      [1, 'CLOSED_DAY', 'expected a day without trading, but stocks have bars on it'],
    ]);
    const days = `SELECT concat_ws('|', day, kind) AS row FROM calendar_days WHERE NOT shipped ORDER BY day`;
    expect(await rowsOf(days)).toEqual(['2024-10-17|HOLIDAY', '2024-11-01|SESSION']);
  });
});

describeWithShared('a daily zip file of NSE', 'data/feeds/nse-pr-zip/PR041220.zip', (path) => {
  test('gives the actions, meetings and announcements of the stocks that are listed, and nothing twice', async () => {
    const tickers = ['HATSUN', 'INFIBEAM', 'SOMICONVEY', 'KOHINOOR', 'TIJARIA', 'SINTEX'];
    await takeFormat(fileOf('companies', ...tickers.map((ticker) => `${ticker},${ticker},,,`)));
    await cp(path, join(heap, 'a.bin'));
    const imported = await take();
    expect(imported.refusedFiles).toEqual([]);
    expect(await rowsOf(ACTIONS)).toEqual([
      'HATSUN.NS|2020-12-09|BONUS|4|3|BONUS 1:3',
      'INFIBEAM.NS|2020-12-10|DEMERGER|DEMERGER',
    ]);
    expect((await rowsOf(EVENTS)).map((row) => row.split('|').slice(0, 4).join(' '))).toEqual([
      'KOHINOOR.NS 2020-12-07 BOARD_MEETING 2020-11-30',
      'SINTEX.NS 2020-12-04 BOARD_RESIGNATION 2020-12-04',
      'SOMICONVEY.NS 2020-12-04 BOARD_RESIGNATION 2020-12-04',
      'TIJARIA.NS 2020-12-03 BOARD_MEETING 2020-12-04',
    ]);
    expect(changes(await take())).toBe(0);
  });
});

describeWithShared('the companies of nse', 'data/nse/companies.csv', (path) => {
  test('keep what decides their groups through the lists of the exchange, and a second time nothing changes', async () => {
    const today = { today: dayOf('2026-08-31') };
    const folder = await temporaryFolder();
    await cp(path, join(folder, 'companies.csv'));
    await importFolder(database.pool, folder, today);
    await remove(folder);
    const groups = `SELECT concat_ws('|', ticker, industry, basic_industry, sector_group) AS row
      FROM companies JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY ticker`;
    const before = await rowsOf(groups);

    await mkdir(join(heap, 'x'));
    const feeds = join(path, '../../feeds');
    for (const file of ['masters', 'index-constituents'])
      await cp(join(feeds, file), join(heap, 'x', file), { recursive: true });
    const imported = await take(today);
    expect(imported.refusedFiles).toEqual([]);
    expect(counts(imported)).toEqual([
      ['x/index-constituents/ind_nifty50list_2026-04.csv', 0, 0, 50, 0, null],
      ['x/index-constituents/ind_niftytotalmarket_list_2026-04.csv', 74, 0, 677, 0, null],
      // It tells of each when it was listed, and its face value.
      ['x/masters/EQUITY_L_2026-08-08.csv', 1415, 982, 0, 0, null],
      ['x/masters/symbolchange_2026-08-08.csv', 504, 0, 0, 0, null],
    ]);
    const after = new Set(await rowsOf(groups));
    const moved = before.filter((row) => !after.has(row));
    // It has another symbol now.
    expect(moved).toEqual(['GUJGASLTD.NS|||']);
    expect(changes(await take(today))).toBe(0);
  });
});
