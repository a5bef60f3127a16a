import { expect, test } from '@jest/globals';
import { adapted, type AdaptedRow } from '../../../support/market/adapted.js';

/** The bars of a day: symbol, series, open, high, low, close, volume, value in ₹. */
const BARS = [
  ['ALPHA', 'EQ', '100.5', '104', '99.05', '103', '5000', '510000.25'],
  ['BETA', 'BE', '0.95', '1', '0.95', '1', '123456789', '120987654.3'],
  ['GAMMA', 'BZ', '45000', '45000.05', '44999.95', '45000', '1', '45000'],
] as const;

const udiff = BARS.map(
  ([symbol, series, open, high, low, close, volume, value]) =>
    `2024-07-05,2024-07-05,CM,NSE,STK,1,INE000A01011,${symbol},${series},NAME,${open},${high},${low},${close},${volume},${value}`,
);
const old = BARS.map(
  ([symbol, series, open, high, low, close, volume, value]) =>
    `${symbol},${series},${open},${high},${low},${close},0.0,100,${volume},${value},05-JUL-2024,20,INE000A01011,`,
);
const full = BARS.map(
  ([symbol, series, open, high, low, close, volume, value]) =>
    `${symbol}, ${series}, 05-Jul-2024, 100, ${open}, ${high}, ${low}, 1, ${close}, 1, ${volume}, ` +
    `${(Number(value) / 100_000).toFixed(2)}, 20, -, -`,
);
const pd = BARS.map(
  ([symbol, series, open, high, low, close, volume, value]) =>
    `N,${series},${symbol},A, B,  100.00,  ${open.replace(/^0\./, '.')},  ${high},  ${low},  ${close},  ${value},${volume},N, ,20,1,1`,
);
const file = (header: string, rows: readonly string[]): string => `${header}\n${rows.join('\n')}\n`;

test('the same day through every layout gives identical bars, and values within 1,000 ₹', async () => {
  const files = [
    file(
      'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,TtlTradgVol,TtlTrfVal',
      udiff,
    ),
    file(
      'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,',
      old,
    ),
    file(
      'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, AVG_PRICE, ' +
        'TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER',
      full,
    ),
    file(
      'MKT,SERIES,SYMBOL,SECURITY,PREV_CL_PR,OPEN_PRICE,HIGH_PRICE,LOW_PRICE,CLOSE_PRICE,NET_TRDVAL,NET_TRDQTY,IND_SEC,' +
        'CORP_IND,TRADES,HI_52_WK,LO_52_WK',
      pd,
    ),
  ];
  const read = await Promise.all(files.map((text) => adapted(text, { name: 'Pd050724.csv' })));
  expect(read.map(({ adapter }) => adapter)).toEqual([
    'nse-udiff',
    'nse-bhavcopy',
    'nse-full-bhavcopy',
    'nse-pd',
  ]);
  const [first, ...others] = read.map(({ rows }) => rows['prices'] ?? []);
  const exactly = (rows: readonly AdaptedRow[]) => rows.map(({ value: _, ...row }) => row);
  for (const rows of others) {
    expect(exactly(rows)).toEqual(exactly(first));
    rows.forEach(({ value }, place) => {
      expect(Math.abs(Number(value) - Number(first[place]['value']))).toBeLessThanOrEqual(1000);
    });
  }
});
