import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../../src/database/database.js';
import { dayOf } from '../../../src/market/day.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { importHeap, type ImportedHeap } from '../../../src/market/store/importHeap.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { udiffFile } from '../../support/market/udiff.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const TODAY = { today: dayOf('2024-10-31') };
const FULL =
  'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, AVG_PRICE, ' +
  'TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER\n';
const OLD =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,\n';

let database: Database;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = await temporaryFolder();
  await mkdir(join(folder, 'format'));
  const companies = 'ticker,name\nALPHA,Alpha\nBETA,Beta\nGAMMA,Gamma\n500001.BO,Alpha of Bombay\n';
  await writeFile(join(folder, 'format', 'companies.csv'), companies);
  await importFolder(database.pool, join(folder, 'format'), TODAY);
});
afterEach(() => remove(folder));
afterAll(closeTestDatabases);

async function take(
  name: string,
  file: string,
  options: { readonly ticker?: string; readonly adjusted?: boolean } = {},
): Promise<ImportedHeap> {
  await writeFile(join(folder, name), file);
  return importHeap(database.pool, [join(folder, name)], { ...TODAY, ...options });
}
const counts = ({ files }: ImportedHeap) =>
  files.map(({ inserted, updated, unchanged }) => ({ inserted, updated, unchanged }));
const stored = async () =>
  (
    await database.pool.query<{ bar: string }>(
      `SELECT concat_ws(' ', ticker, day, trim_scale(close), trim_scale(value), series, source) AS bar
       FROM bars JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY day, ticker`,
    )
  ).rows.map(({ bar }) => bar);

/** One bar of ALPHA in two layouts: 5,00,012 ₹ exactly, and 5.00 lakh. */
const exact = (close = '100', value = '500012.25') =>
  `${OLD}ALPHA,EQ,100,100,100,${close},0.0,99,5000,${value},08-OCT-2024,20,INE000A01011,\n`;
const rounded = (turnover = '5.00') =>
  `${FULL}ALPHA, EQ, 08-Oct-2024, 99, 100, 100, 100, 100, 100, 100, 5000, ${turnover}, 20, -, -\n`;

describe('a value that is rounded', () => {
  test('does not overwrite a more exact one', async () => {
    await take('exact.csv', exact());
    expect(counts(await take('rounded.csv', rounded()))).toEqual([{ inserted: 0, updated: 0, unchanged: 1 }]);
    expect(await stored()).toEqual(['ALPHA.NS 2024-10-08 100 500012.25 EQ PRIMARY']);
  });

  test('is corrected by a more exact one, and by one that differs by more than its rounding', async () => {
    await take('rounded.csv', rounded());
    expect(counts(await take('exact.csv', exact()))).toEqual([{ inserted: 0, updated: 1, unchanged: 0 }]);
    expect(counts(await take('other.csv', rounded('6.00')))).toEqual([
      { inserted: 0, updated: 1, unchanged: 0 },
    ]);
    expect(await stored()).toEqual(['ALPHA.NS 2024-10-08 100 600000 EQ PRIMARY']);
  });

  test('is still that of a withdrawn bar', async () => {
    await take('exact.csv', exact());
    const withdrawals = 'dataset,ticker,date,reason\nprices,ALPHA,2024-10-08,wrong\n';
    await writeFile(join(folder, 'format', 'withdrawals.csv'), withdrawals);
    await importFolder(database.pool, join(folder, 'format'), TODAY);
    const imported = await take('rounded.csv', rounded());
    expect(imported.files[0].refusals).toMatchObject([{ rule: 'WITHDRAWN' }]);
    expect(await stored()).toEqual([]);
  });
});

describe('the series of a bar', () => {
  const csv = (series: string) =>
    `ticker,date,open,high,low,close,volume,value,series\nALPHA,2024-10-08,100,100,100,100,5000,500012.25,${series}\n`;
  const ofFormat = async (series: string) => {
    await writeFile(join(folder, 'format', 'prices.csv'), csv(series));
    return importFolder(database.pool, join(folder, 'format'), TODAY);
  };

  test('is kept, and makes no new version by itself', async () => {
    await ofFormat('BE');
    expect(await stored()).toEqual(['ALPHA.NS 2024-10-08 100 500012.25 BE PRIMARY']);
    for (const series of ['', 'EQ']) {
      const prices = (await ofFormat(series)).files.find(({ dataset }) => dataset === 'prices');
      expect(prices).toMatchObject({ inserted: 0, updated: 0, unchanged: 1, touchesFrom: null });
    }
    expect(await stored()).toEqual(['ALPHA.NS 2024-10-08 100 500012.25 BE PRIMARY']);
  });

  test('is of a list', async () => {
    const [, prices] = (await ofFormat('N3')).files;
    expect(prices.refusals).toMatchObject([{ column: 'series', value: 'N3', rule: 'UNKNOWN_VALUE' }]);
  });

  test('moves with the bar to the new symbol', async () => {
    await ofFormat('BZ');
    await writeFile(join(folder, 'format', 'symbols.csv'), 'ticker,former,until\nBETA,ALPHA,2024-10-31\n');
    await importFolder(database.pool, join(folder, 'format'), TODAY);
    expect(await stored()).toEqual(['BETA.NS 2024-10-08 100 500012.25 BZ PRIMARY']);
  });
});

describe('a file of all stocks of an exchange', () => {
  test('says of which day it is, and which stocks are there in other series alone', async () => {
    const rows = [
      { symbol: 'ALPHA' },
      { symbol: 'BETA', series: 'T0' },
      { symbol: 'OTHER' },
      { symbol: 'X', series: 'GB' },
    ];
    await take('day.csv', udiffFile('2024-10-08', rows));
    await take('again.csv', udiffFile('2024-10-08', rows));
    const { rows: days } = await database.pool.query(
      'SELECT exchange, day, shares FROM market_days ORDER BY recorded_in',
    );
    expect(days).toEqual([
      { exchange: 'NSE', day: '2024-10-08', shares: 2 },
      { exchange: 'NSE', day: '2024-10-08', shares: 2 },
    ]);
    const { rows: others } = await database.pool.query(
      'SELECT ticker, day, series FROM other_series JOIN stocks ON stocks.id = stock_id',
    );
    expect(others).toEqual([{ ticker: 'BETA.NS', day: '2024-10-08', series: 'T0' }]);
  });

  test('of BSE is of stocks by their codes', async () => {
    const file = udiffFile('2024-10-08', [{ symbol: 'ALPHA', series: 'A' }])
      .replace(',NSE,', ',BSE,')
      .replace(',STK,1,', ',STK,500001,');
    await take('bse.csv', file);
    expect(await stored()).toEqual(['500001.BO 2024-10-08 100 500000 PRIMARY']);
  });
});

describe('a history from Yahoo Finance', () => {
  const YAHOO = 'Date,Open,High,Low,Close,Adj Close,Volume\n2024-10-08,100.5,100.5,100.5,100.5,99,5000\n';

  test('goes in as adjusted prices of a secondary source, of the stock that is named', async () => {
    const imported = await take('y.csv', YAHOO, { ticker: 'ALPHA.NS', adjusted: true });
    expect(imported.refusedFiles).toEqual([]);
    expect(await stored()).toEqual(['ALPHA.NS 2024-10-08 100.5 SECONDARY']);
    const traded = await take('exact.csv', exact(), { adjusted: true });
    expect(traded.refusedFiles[0].reason).toContain('whose prices are as traded: expected adjusted ones');
    expect(await stored()).toHaveLength(1);
  });

  test('is refused without --adjusted, without a ticker, and in a store of traded prices', async () => {
    const unsaid = await take('y.csv', YAHOO, { ticker: 'ALPHA.NS' });
    expect(unsaid.refusedFiles[0].reason).toContain(
      'whose prices are adjusted for splits up to the day of the download',
    );
    const unnamed = await take('y.csv', YAHOO, { adjusted: true });
    expect(unnamed.refusedFiles[0].reason).toContain('expected the option --ticker');
    await take('exact.csv', exact());
    const mixed = await take('y.csv', YAHOO, { ticker: 'ALPHA.NS', adjusted: true });
    expect(mixed.refusedFiles[0].reason).toContain('expected prices as traded, as this database has them');
    expect(await stored()).toHaveLength(1);
  });
});

test('prices without dates are compared with the closes that are stored', async () => {
  const pd = (former: string) =>
    'MKT,SERIES,SYMBOL,SECURITY,PREV_CL_PR,OPEN_PRICE,HIGH_PRICE,LOW_PRICE,CLOSE_PRICE,NET_TRDVAL,NET_TRDQTY,IND_SEC,' +
    `CORP_IND,TRADES,HI_52_WK,LO_52_WK\nN,EQ,ALPHA,ALPHA LTD,${former},101,101,101,101,505000,5000,N, ,20,120,90\n`;
  await take('exact.csv', exact());
  const other = await take('Pd091024.csv', pd('98'));
  expect(other.refusedFiles[0].reason).toContain(
    'of 1 closes of the session before that can be compared, 1 are not',
  );
  const right = await take('Pd091024.csv', pd('100'));
  expect(counts(right)).toEqual([{ inserted: 1, updated: 0, unchanged: 0 }]);
});

test('files of which nothing is needed are named, and leave no batch', async () => {
  const imported = await take(
    'MTO.DAT',
    'Security Wise Delivery Position - Compulsory Rolling Settlement\n10,MTO,1\n',
  );
  expect(imported).toMatchObject({ files: [], refusedFiles: [] });
  expect(imported.recognised).toMatchObject([{ title: 'NSE delivery positions (MTO)', isNeeded: false }]);
});

test('the session of Diwali 2021 goes in where a file of it is given', async () => {
  const imported = await take('diwali.csv', udiffFile('2021-11-04', [{ symbol: 'ALPHA' }]));
  expect(counts(imported)).toEqual([{ inserted: 1, updated: 0, unchanged: 0 }]);
  const next = await take('holiday.csv', udiffFile('2021-11-05', [{ symbol: 'ALPHA' }]));
  expect(next.files[0].refusals).toMatchObject([{ rule: 'CLOSED_DAY' }]);
});
