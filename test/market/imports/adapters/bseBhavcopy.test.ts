import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'SC_CODE,SC_NAME,SC_GROUP,SC_TYPE,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,NO_TRADES,NO_OF_SHRS,NET_TURNOV,TDCLOINDI';
const row = (code: string, type: string): string =>
  `${code},A COMPANY   ,A ,${type},100.50,104.00,99.05,103.00,103.00,100.00,20,5000,510000.00,`;
const FILE = `${[HEADER, row('500001', 'Q'), row('500002', 'Q'), row('900001', 'D')].join('\n')}\n`;
const DATED = FILE.split('\n')
  .map((line, place) =>
    line === ''
      ? ''
      : `${line}${place === 0 ? ',ISIN_CODE,TRADING_DATE,FILLER2,FILLER3' : ',INE000A01011,08-OCT-24,,'}`,
  )
  .join('\n');

describeAdapter({ adapter: 'bse-bhavcopy', file: FILE, gives: { prices: 2 }, name: 'EQ081024.CSV' });
describeAdapter({ adapter: 'bse-bhavcopy', file: DATED, gives: { prices: 2 } });

describe('the bhavcopy of BSE until July 2024', () => {
  test('is of the day that its name tells, or of that of its rows', async () => {
    const named = await adapted(FILE, { name: 'EQ081024_CSV.ZIP/EQ081024.CSV' });
    expect(named.rows['prices']?.[0]).toEqual({
      ...{
        ticker: '500001.BO',
        date: '2024-10-08',
        open: '100.50',
        high: '104.00',
        low: '99.05',
        close: '103.00',
      },
      ...{ volume: '5000', value: '510000.00', series: '' },
    });
    expect(named.leftOut).toEqual({ prices: { NOT_A_STOCK: 1 } });
    const dated = await adapted(DATED, { name: 'EQ_ISINCODE_091024.CSV' });
    expect(dated.rows).toEqual(named.rows);
    expect(dated.day).toBe('2024-10-08');
  });

  test('is refused where neither tells the day', async () => {
    await expect(adapted(FILE)).rejects.toThrow(
      'file: its rows name no date, so that only the name of the exchange tells its day. Expected one as in EQ160819.CSV, got ' +
        'a name that tells none.',
    );
  });
});
