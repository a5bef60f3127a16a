import { describe, expect, test } from '@jest/globals';
import type { AdapterContext } from '../../../../src/market/imports/adapters/adapter.js';
import { tickerOf } from '../../../../src/market/ticker.js';
import type { Ticker } from '../../../../src/scoring/names.js';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const HEADER =
  'MKT,SERIES,SYMBOL,SECURITY,PREV_CL_PR,OPEN_PRICE,HIGH_PRICE,LOW_PRICE,CLOSE_PRICE,NET_TRDVAL,NET_TRDQTY,IND_SEC,CORP_IND,' +
  'TRADES,HI_52_WK,LO_52_WK';
const row = (symbol: string, series: string, name = 'A COMPANY'): string =>
  `N,${series},${symbol},${name},       100.00,       100.50,       104.00,        99.05,       103.00,` +
  '          510000.25,5000,N, ,20,       120.00,          .95';
const INDEX =
  'Y, , ,An Index,   1000.00,   1001.00,   1002.00,    999.00,   1001.50,9000,90,Y, ,9,   1200.00,   .00';
const FILE = `${[HEADER, INDEX, row('ALPHA', 'EQ'), row('BETA', 'BE', 'BETA, GAMMA, AND SONS'), row('ALPHA', 'N3')].join('\n')}\n`;
const NAME = 'PR081024.zip/Pd081024.csv';

const closes = (...given: [string, number][]): ReadonlyMap<Ticker, number> =>
  new Map(given.map(([symbol, close]) => [tickerOf(symbol) as Ticker, close]));
const knowing = (
  before: ReadonlyMap<Ticker, number>,
  on: ReadonlyMap<Ticker, number> = new Map(),
): AdapterContext => ({
  ...NO_STORE,
  closesAround: () => Promise.resolve({ on, before }),
});

describeAdapter({ adapter: 'nse-pd', file: FILE, gives: { prices: 2 }, name: NAME });

describe("the prices of NSE's daily zip file", () => {
  test('are read where names hold commas; indices and other series are left out', async () => {
    const { rows, leftOut, day } = await adapted(FILE, { name: NAME });
    expect(rows['prices']?.[1]).toEqual({
      ...{
        ticker: 'BETA',
        date: '2024-10-08',
        open: '100.50',
        high: '104.00',
        low: '99.05',
        close: '103.00',
      },
      ...{ volume: '5000', value: '510000.25', series: 'BE' },
    });
    expect(leftOut).toEqual({ prices: { NOT_A_STOCK: 1, OTHER_SERIES: 1 } });
    expect(day).toBe('2024-10-08');
  });

  test.each(['prices.csv', 'Pd321324.csv', 'PR091024.zip/Pd081024.csv'])(
    'are refused as %s, a name that does not tell their day',
    async (name) => {
      await expect(adapted(FILE, { name })).rejects.toThrow(
        `${name}: its rows name no date, so that only the name of the exchange tells its day. Expected one as in Pd041220.csv`,
      );
    },
  );

  test('are refused where most closes before are not those of the session before that is stored', async () => {
    const right = knowing(closes(['ALPHA', 100], ['BETA', 90], ['OTHER', 1]));
    expect((await adapted(FILE, { name: NAME, context: right })).rows['prices']).toHaveLength(2);
    const wrong = knowing(closes(['ALPHA', 99], ['BETA', 90]));
    await expect(adapted(FILE, { name: NAME, context: wrong })).rejects.toThrow(
      'PR081024.zip/Pd081024.csv is named for 2024-10-08, but of 2 closes of the session before that can be compared, 2 are ' +
        'not the stored ones.',
    );
  });

  test('are refused where most closes are not those of the day that are stored', async () => {
    const wrong = knowing(new Map(), closes(['ALPHA', 99], ['BETA', 90]));
    await expect(adapted(FILE, { name: NAME, context: wrong })).rejects.toThrow(
      'of 2 closes of that day that can be compared, 2 are not the stored ones',
    );
  });
});
