import { afterEach, describe, expect, test } from '@jest/globals';
import { listingsOf } from '../../src/market/listings.js';
import { isinsOf } from '../../src/market/isins.js';
import {
  csv,
  flatBar,
  fileOf,
  readFiles,
  removeFolders,
  ticker,
  type Files,
} from '../support/market/folder.js';
import { inputsOn } from '../support/market/inputs.js';

const ISIN = 'INE009A01021';
const OTHER = 'INE467B01029';

/** Companies with their ISINs; all of them are of one industry. */
const companies = (...rows: readonly (readonly [string, string])[]): Files => ({
  'companies.csv': csv(
    'ticker,name,isin,industry',
    ...rows.map(([symbol, isin]) => `${symbol},${symbol} Ltd,${isin},Software`),
  ),
});
const bars = (...rows: readonly (readonly [string, string])[]): Files =>
  fileOf('prices', ...rows.map(([symbol, date]) => flatBar(symbol, date, 100)));
const scoredOn = async (date: string, files: Files) => {
  const { section, notScored } = await inputsOn(files, date);
  return {
    scored: section.tickers,
    not: notScored.map(({ ticker, code, reason }) => [ticker, code, reason]),
  };
};
const listing = (symbol: string, of: string) => [symbol, 'OTHER_LISTING', `listing of ${of}`];

afterEach(removeFolders);

describe('of two tickers with one ISIN', () => {
  test('that of the newest bar is scored, so that a later bar moves no earlier day', async () => {
    const files = {
      ...companies(['OLD', ISIN], ['NEW', ISIN], ['TCS', OTHER]),
      ...bars(['OLD', '2024-10-03'], ['OLD', '2024-10-04'], ['NEW', '2024-10-07'], ['TCS', '2024-10-03']),
    };
    expect(await scoredOn('2024-10-04', files)).toEqual({
      scored: ['OLD.NS', 'TCS.NS'],
      not: [listing('NEW.NS', 'OLD.NS')],
    });
    expect(await scoredOn('2024-10-07', files)).toEqual({
      scored: ['NEW.NS', 'TCS.NS'],
      not: [listing('OLD.NS', 'NEW.NS')],
    });
  });

  test('that of NSE is scored, and of two of NSE with bars of one day the first', async () => {
    const files = {
      ...companies(['INFY.BO', ISIN], ['INFY', ISIN], ['TCSA', OTHER], ['TCS', OTHER]),
      ...bars(
        ['INFY.BO', '2024-10-07'],
        ['INFY', '2024-10-04'],
        ['TCSA', '2024-10-04'],
        ['TCS', '2024-10-04'],
      ),
    };
    expect(await scoredOn('2024-10-07', files)).toEqual({
      scored: ['INFY.NS', 'TCS.NS'],
      not: [listing('INFY.BO', 'INFY.NS'), listing('TCSA.NS', 'TCS.NS')],
    });
  });

  test('that of BSE is scored where that of NSE is not traded', async () => {
    const files = { ...companies(['INFY.BO', ISIN], ['INFY', ISIN]), ...bars(['INFY.BO', '2024-10-07']) };
    expect(await scoredOn('2024-10-07', files)).toEqual({
      scored: ['INFY.BO'],
      not: [listing('INFY.NS', 'INFY.BO')],
    });
  });

  test('each has a flag', async () => {
    const { flags, summaries } = await readFiles(
      companies(['OLD', ISIN], ['TCS', OTHER], ['NEW', ISIN.toLowerCase()]),
    );
    const flag = (symbol: string, line: number, other: string) => ({
      ...{ file: 'companies.csv', line, kind: 'ISIN_TWICE', ticker: symbol, date: '', metric: '' },
      detail: `${ISIN} is the ISIN of ${other}, too: the one with the newest bar is scored`,
    });
    expect(flags).toEqual([flag('OLD.NS', 2, 'NEW.NS'), flag('NEW.NS', 4, 'OLD.NS')]);
    expect(summaries).toMatchObject([{ flagged: { ISIN_TWICE: 2 } }]);
  });
});

test('a text that is no ISIN tells nothing, also where two companies have it', async () => {
  const files = {
    ...companies(['AAA', '-'], ['BBB', '-']),
    ...bars(['AAA', '2024-10-07'], ['BBB', '2024-10-07']),
  };
  expect(await scoredOn('2024-10-07', files)).toEqual({ scored: ['AAA.NS', 'BBB.NS'], not: [] });
});

test('tickers that share ISINs one after the other are of one company', () => {
  const of = (symbol: string, isin: string) => ({ ticker: ticker(symbol), isin });
  const third = 'INE062A01020';
  const listings = listingsOf(
    isinsOf([of('A', ISIN), of('B', ISIN), of('B', OTHER), of('C', OTHER), of('D', third)]),
  );
  expect(listings.get(ticker('C'))).toEqual(['A.NS', 'B.NS', 'C.NS']);
  expect(listings.get(ticker('A'))).toBe(listings.get(ticker('C')));
  expect(listings.get(ticker('D'))).toBeUndefined();
});
