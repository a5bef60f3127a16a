/** What a session's folder holds of companies: profiles, on which no score depends, change no byte of it. */
import { expect, test } from '@jest/globals';
import { InputsBuilder } from '../../../src/exports/sessionFolder/inputsBuilder.js';
import { inputTables } from '../../../src/exports/sessionFolder/inputTables.js';
import type { Company, TradedBars } from '../../../src/market/facts.js';
import type { Ticker } from '../../../src/scoring/names.js';

const COMPANY: Company = {
  ...{ ticker: 'TCS.NS' as Ticker, name: 'TCS', isin: '', industry: 'IT' },
  ...{ basicIndustry: '', sectorGroup: 'IT' },
};

test('the columns that scores depend on, whatever else is known', () => {
  const inputs = {
    facts: new Map([
      ['companies', [{ ...COMPANY, listedOn: 1, faceValue: 1, website: 'https://www.tcs.com' }]],
    ]),
    ...{ isins: [], bars: new Map<Ticker, TradedBars>(), sessions: new Int32Array(), pricesAdjusted: false },
  };
  const table = inputTables(inputs).find(({ name }) => name === 'companies');
  expect(table?.columns.map(({ name }) => name)).toEqual([
    ...['ticker', 'name', 'isin', 'industry', 'basic_industry', 'sector_group'],
  ]);
  expect([...(table?.rows() ?? [])]).toEqual([['TCS.NS', 'TCS', null, 'IT', null, 'IT']]);
});

test('a folder is read without them', () => {
  const builder = new InputsBuilder();
  builder.taker('companies')(['TCS.NS', 'TCS', '', 'IT', '', 'IT']);
  expect(builder.build(false).facts.get('companies')).toEqual([COMPANY]);
});
