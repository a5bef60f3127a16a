import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
const row = (symbol: string, series: string, { last = '103', day = '05-JUL-2024' } = {}): string =>
  `${symbol},${series},100.5,104,99.05,103,${last},100,5000,510000.25,${day},20,INE000A01011,`;
const FILE = `${[HEADER, row('ALPHA', 'EQ'), row('BETA', 'BE', { last: '0.0' }), row('GAMMA', 'BZ'), row('ALPHA', 'N3')].join('\n')}\n`;

describeAdapter({ adapter: 'nse-bhavcopy', file: FILE, gives: { prices: 3 } });

describe('the bhavcopy of NSE until July 2024', () => {
  test('gives the bars of shares with their series', async () => {
    const { rows, leftOut, day } = await adapted(FILE);
    expect(rows['prices']?.[1]).toEqual({
      ...{ ticker: 'BETA', date: '2024-07-05', open: '100.5', high: '104', low: '99.05', close: '103' },
      ...{ volume: '5000', value: '510000.25', series: 'BE' },
    });
    expect(leftOut).toEqual({ prices: { OTHER_SERIES: 1 } });
    expect(day).toBe('2024-07-05');
  });

  test('is read as before mid 2011, where it ends with the date', async () => {
    const file = FILE.replaceAll(',20,INE000A01011,', '').replace(',TOTALTRADES,ISIN,', '');
    const { rows } = await adapted(file.replaceAll('05-JUL-2024', '05-JUL-10'));
    expect(rows['prices']?.map(({ date }) => date)).toEqual(['2010-07-05', '2010-07-05', '2010-07-05']);
  });

  test('counts EQ before BE, and BE before BZ, in any order of its rows', async () => {
    const held = [
      row('ALPHA', 'BZ'),
      row('ALPHA', 'BE'),
      row('BETA', 'BZ'),
      row('BETA', 'BE'),
      row('ALPHA', 'EQ'),
    ];
    const { rows, leftOut } = await adapted(`${[HEADER, ...held].join('\n')}\n`);
    expect(rows['prices']?.map(({ ticker, series }) => [ticker, series])).toEqual([
      ['ALPHA', 'EQ'],
      ['BETA', 'BE'],
    ]);
    expect(leftOut).toEqual({ prices: { SECOND_SERIES: 3 } });
  });

  test('says which stocks are there in other series alone', async () => {
    const held = [
      row('ALPHA', 'N3'),
      row('BETA', 'T0'),
      row('BETA', 'EQ'),
      row('GAMMA', 'IL'),
      row('GAMMA', 'BZ'),
    ];
    const { otherSeries } = await adapted(`${[HEADER, ...held].join('\n')}\n`);
    expect(otherSeries).toEqual([{ symbol: 'ALPHA', day: '2024-07-05', series: 'N3' }]);
  });

  test('takes each day of a file of several days by itself', async () => {
    const held = [row('ALPHA', 'EQ'), row('ALPHA', 'BE', { day: '08-JUL-2024' })];
    const { rows } = await adapted(`${[HEADER, ...held].join('\n')}\n`);
    expect(rows['prices']?.map(({ date, series }) => [date, series])).toEqual([
      ['2024-07-05', 'EQ'],
      ['2024-07-08', 'BE'],
    ]);
  });

  test('refuses a row with a comma too many, whose fields stand in other columns', async () => {
    const { rows, refusals } = await adapted(`${FILE}${row('DELTA', 'EQ').replace('100.5', '100,5')}9\n`);
    expect(rows['prices']).toHaveLength(3);
    expect(refusals).toMatchObject([{ line: 6, rule: 'FIELD_COUNT' }]);
  });
});
