import { describe, expect, test } from '@jest/globals';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const row = (day: string): string => `${day},100.500000,104.000000,99.050003,103.199997,101.000000,5000`;
const FILE = `${['Date,Open,High,Low,Close,Adj Close,Volume', row('2024-10-07'), row('2024-10-08'), '2024-10-09,null,null,null,null,null,null'].join('\n')}\n`;
const context = { ...NO_STORE, ticker: 'ALPHA.NS' };

describeAdapter({ adapter: 'yahoo-history', file: FILE, gives: { prices: 2 }, context });

describe('a history from Yahoo Finance', () => {
  test('is of the stock that the caller names, without the prices that are adjusted for dividends', async () => {
    const { rows, leftOut } = await adapted(FILE, { context });
    expect(rows['prices']?.[0]).toEqual({
      ...{ ticker: 'ALPHA.NS', date: '2024-10-07', open: '100.500000', high: '104.000000', low: '99.050003' },
      ...{ close: '103.199997', volume: '5000' },
    });
    expect(leftOut).toEqual({ prices: { NO_VALUE: 1 } });
  });

  test('is refused where it is not named, whatever the file is called', async () => {
    await expect(adapted(FILE, { name: 'ALPHA.NS.csv' })).rejects.toThrow(
      'ALPHA.NS.csv names no stock, and names of files are not believed: expected the option --ticker, as in --ticker RELIANCE.',
    );
  });
});
