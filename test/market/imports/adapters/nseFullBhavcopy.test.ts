import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, AVG_PRICE, ' +
  'TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER';
const row = (symbol: string, series: string, turnover = '334.25'): string =>
  `${symbol}, ${series}, 01-Apr-2025, 100.00, 100.50, 104.00, 99.05, 103.00, 103.00, 102.00, 5000, ${turnover}, 20, -, -`;
const FILE = `${[HEADER, row('ALPHA', 'EQ'), row('BETA', 'BE', '0.73'), row('ALPHA', 'GS')].join('\n')}\n`;

describeAdapter({ adapter: 'nse-full-bhavcopy', file: FILE, gives: { prices: 2 } });

describe('the bhavcopy of NSE with deliveries', () => {
  test('gives turnover in ₹, exactly as it is written in lakh', async () => {
    const { rows, leftOut } = await adapted(FILE);
    expect(rows['prices']).toMatchObject([
      { ticker: 'ALPHA', date: '2025-04-01', open: '100.50', value: '33425000', series: 'EQ' },
      { ticker: 'BETA', value: '73000', series: 'BE' },
    ]);
    expect(leftOut).toEqual({ prices: { OTHER_SERIES: 1 } });
  });

  test('is the same without blanks, with other decimals, and with columns in another order', async () => {
    const plain = FILE.replaceAll(', ', ',');
    expect((await adapted(plain)).rows).toEqual((await adapted(FILE)).rows);
    const turned = plain
      .trim()
      .split('\n')
      .map((line) => line.split(',').reverse().join(','))
      .join('\n');
    expect((await adapted(`${turned}\n`)).rows).toEqual((await adapted(FILE)).rows);
  });
});
