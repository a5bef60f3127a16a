import { describe, expect, test } from '@jest/globals';
import { adapted, adaptersOf } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,' +
  'FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,' +
  'TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd01,Rsvd02,Rsvd03,Rsvd04';
const row = (code: string, group: string, { source = 'BSE', segment = 'CM' } = {}): string =>
  `2024-10-08,2024-10-08,${segment},${source},STK,${code},INE000A01011,ALPHA,${group},,,,,A COMPANY,100.50,104,99.05,103,103,` +
  '100,,103,,,5000,510000.25,20,F1,1,,,,,';
const FILE = `${[HEADER, row('500001', 'A'), row('500002', 'XT'), row('900001', 'F'), row('900002', 'G')].join('\n')}\n`;

describeAdapter({ adapter: 'bse-udiff', file: FILE, gives: { prices: 2 } });

describe('the bhavcopy of BSE in the unified format', () => {
  test('names stocks by their codes, and leaves debt out', async () => {
    const { rows, leftOut, day } = await adapted(FILE);
    expect(rows['prices']?.[0]).toEqual({
      ...{ ticker: '500001.BO', date: '2024-10-08', open: '100.50', high: '104', low: '99.05', close: '103' },
      ...{ volume: '5000', value: '510000.25', series: '' },
    });
    expect(leftOut).toEqual({ prices: { NOT_A_STOCK: 2 } });
    expect(day).toBe('2024-10-08');
  });

  test('is not that of NSE, and one of derivatives is neither', async () => {
    const derivatives = `${[HEADER, row('1', 'A', { segment: 'FO' })].join('\n')}\n`;
    expect((await adaptersOf(derivatives)).map(({ name }) => name)).toEqual(['udiff-derivatives']);
    const mixed = await adapted(`${FILE}${row('500003', 'A', { source: 'NSE' })}\n`);
    expect(mixed.leftOut).toEqual({ prices: { NOT_A_STOCK: 3 } });
  });
});
