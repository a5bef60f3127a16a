import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,Change(%),' +
  'Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield';
const row = (name: string, date = '08-10-2024'): string =>
  `${name},${date},1000.5,1010,990.25,1005,-1.5,-.15,9000,12.5,20,3,1.2`;
const FILE = `${[HEADER, row('Nifty 50'), row('CNX Bank'), 'S&P ESG India,08-10-2024,-,-,-,3825.39,6.03,.16,-,-,-,-,-'].join('\n')}\n`;

describeAdapter({ adapter: 'nse-index-closes', file: FILE, gives: { indices: 2 } });

describe('the closes of indices', () => {
  test('are left out where open, high and low are not given', async () => {
    const { rows, leftOut, day } = await adapted(FILE);
    expect(rows['indices']?.[0]).toEqual({
      ...{
        index: 'Nifty 50',
        date: '2024-10-08',
        open: '1000.5',
        high: '1010',
        low: '990.25',
        close: '1005',
      },
    });
    expect(leftOut).toEqual({ indices: { NO_VALUE: 1 } });
    expect(day).toBe('2024-10-08');
  });

  test.each(['08/10/2024', '08-10-2024', '08-Oct-2024', '8 Oct 2024', '2024-10-08', '08-10-24'])(
    'are of the date written as %s',
    async (date) => {
      const { rows } = await adapted(`${HEADER}\n${row('Nifty 50', date)}\n`);
      expect(rows['indices']?.[0]['date']).toBe('2024-10-08');
    },
  );

  test('below 1 have a digit before the point', async () => {
    const { rows } = await adapted(`${HEADER}\n${row('Nifty 50').replaceAll('1000.5', '.95')}\n`);
    expect(rows['indices']?.[0]['open']).toBe('0.95');
  });
});
