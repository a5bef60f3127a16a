import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,' +
  'FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,' +
  'TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4';
const row = (symbol: string, series: string, { day = '2024-10-08', segment = 'CM' } = {}): string =>
  `${day},${day},${segment},NSE,STK,1,INE000A01011,${symbol},${series},,,,,A COMPANY,100.50,104,99.05,103,103,100,,103,,,` +
  '5000,510000.25,20,F1,1,,,,,';
const FILE = `${HEADER}\n${row('ALPHA', 'EQ')}\n${row('BETA', 'BE')}\n${row('GAMMA', 'BZ')}\n${row('ALPHA', 'T0')}\n`;

describeAdapter({ adapter: 'nse-udiff', file: FILE, gives: { prices: 3 } });

describe('the bhavcopy in the unified format', () => {
  test('gives the bars of shares, and leaves other series and derivatives out', async () => {
    const file = `${FILE}${row('ALPHA', 'EQ', { segment: 'FO' })}\n`;
    const { rows, lines, leftOut, day } = await adapted(file);
    expect(rows['prices']?.[0]).toEqual({
      ticker: 'ALPHA',
      date: '2024-10-08',
      open: '100.50',
      high: '104',
      low: '99.05',
      close: '103',
      volume: '5000',
      value: '510000.25',
      series: 'EQ',
    });
    expect(lines['prices']).toEqual([2, 3, 4]);
    expect(leftOut).toEqual({ prices: { OTHER_SERIES: 1, NOT_A_STOCK: 1 } });
    expect(day).toBe('2024-10-08');
  });
});
