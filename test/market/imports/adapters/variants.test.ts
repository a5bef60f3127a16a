/** Other spellings of layouts: of other years, and as programs save them again. */
import { describe, expect, test } from '@jest/globals';
import { equityList } from '../../../../src/market/imports/adapters/equityList.js';
import { contentOf } from '../../../../src/market/imports/sources/contentOf.js';
import { adapted } from '../../../support/market/adapted.js';
import { resultFacts, xbrlFile, type XbrlFact } from '../../../support/market/xbrl.js';
import { workbookOfRows } from '../../../support/market/workbook.js';
import { growthOf } from '../../../support/time/growth.js';

const OLD_BHAVCOPY =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,\n' +
  'ALPHA,EQ,1,2,1,2,2,1,10,20,4-Jan-2010,\n';

test.each([
  ['blank lines before the header', `\n \n${OLD_BHAVCOPY}`],
  ['quotes around all fields', `\n${OLD_BHAVCOPY.replace(/[^,\n]+/g, '"$&"')}`],
])('a bhavcopy with %s is read', async (_, text) => {
  const { rows } = await adapted(text);
  expect(rows['prices']).toMatchObject([{ ticker: 'ALPHA', date: '2010-01-04', close: '2', value: '20' }]);
});

test('numbers may have commas between thousands', async () => {
  const { rows } = await adapted(
    'SYMBOL,SERIES,DATE1,OPEN_PRICE,HIGH_PRICE,LOW_PRICE,CLOSE_PRICE,TTL_TRD_QNTY,TURNOVER_LACS\n' +
      'ALPHA,EQ,01-Apr-2025,"1,234.50","1,300","1,200.05","1,250","1,00,000","1,250.00"\n',
  );
  expect(rows['prices']).toMatchObject([
    { open: '1234.50', high: '1300', low: '1200.05', close: '1250', volume: '100000', value: '125000000' },
  ]);
});

describe('the list of changed symbols', () => {
  test('may have a header below a blank line', async () => {
    const { rows } = await adapted(
      '\nSYMB_COMPANY_NAME,SM_KEY_SYMBOL,SM_NEW_SYMBOL,SM_APPLICABLE_FROM\nAlpha,OLD,ALPHA,19-JUN-2018\n',
    );
    expect(rows['symbols']).toEqual([{ ticker: 'ALPHA', former: 'OLD', until: '2018-06-18' }]);
  });
});

test.each(['An041220.txt', 'an04122020.txt'])('announcements of %s may hold quotes', async (name) => {
  const { adapter, leftOut } = await adapted(
    'COMPANY NAME                 SYMBOL  : ANNOUNCEMENTS\n' +
      'ALPHA LIMITED                ALPHA : Financial Results ALPHA : Alpha said of its "results\n' +
      '"that they are of December 04, 2020\n' +
      'BETA LIMITED                 BETA : Updates BETA : none\n',
    { name },
  );
  expect([adapter, leftOut]).toEqual(['nse-pr-announcements', { events: { OTHER_KIND: 1 } }]);
});

test.each(['Diwali (Lakshmi Puja)', 'Diwali-Laxmi Poojan*', 'Diwali Laxmi Pujan*', 'Muhurat Trading'])(
  'the exchange opens on %s',
  async (description) => {
    const { rows } = await adapted(JSON.stringify({ CM: [{ tradingDate: '14-Nov-2020', description }] }));
    expect(rows['holidays']).toMatchObject([{ date: '2020-11-14', kind: 'SESSION' }]);
  },
);

test.each([
  [
    'Average Market Capitalization of listed companies during the six months ended 30 June 2021',
    '2021-06-30',
  ],
  [
    'Average Market Capitalisation of the listed companies during the six months ended June 30, 2023',
    '2023-06-30',
  ],
  [
    'Average Market Capitalization of listed companies during the six months ended 31st December, 2019',
    '2019-12-31',
  ],
])('the half-year of "%s" is told', async (title, end) => {
  const header = ['Sr. No.', 'Company name', 'ISIN', 'NSE Symbol', 'Average of  All Exchanges\n(Rs. Cr.)'];
  const file = workbookOfRows([[title], header, [1, 'Alpha', 'INE000A01011', 'ALPHA', 12.5]]);
  const { day, rows } = await adapted(file);
  expect(day).toBe(end);
  expect(rows['statements']).toMatchObject([{ ticker: 'ALPHA', period_end: end, value: '12.5' }]);
});

test('of two lists of shares, the one that knows a newer listing is the newer', async () => {
  const listOf = async (...days: readonly string[]) =>
    equityList.dayOf?.(
      await contentOf({
        name: 'file',
        bytes: Buffer.from(
          `SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, ISIN NUMBER\n${days.map((day) => `A,A,EQ,${day},I\n`).join('')}`,
        ),
      }),
    );
  expect(await listOf('06-OCT-2008', '06-APR-2026', '03-MAY-1995')).toBe('2026-04-06');
  expect(await listOf('x')).toBeNull();
});

test('a long text is read in a time that grows with its length', async () => {
  const read = async (repeated: number) => {
    const details = 'financial audited '.repeat(repeated);
    const { rows } = await adapted(
      `SYMBOL,PURPOSE,DETAILS,MEETING_DATE\nALPHA,Other,${details},01-Jan-2024\n`,
    );
    expect(rows['events']).toMatchObject([{ kind: 'BOARD_MEETING' }]);
  };
  expect(await growthOf(read, 10_000)).toBeLessThan(11);
});

test('texts in JSON may be long', async () => {
  const record = { symbol: 'ALPHA', series: 'EQ', exDate: '01-Jan-2024', faceVal: '10' };
  const { refusals } = await adapted(JSON.stringify([{ ...record, subject: 'a\\'.repeat(6_000_000) }]));
  expect(refusals).toMatchObject([{ rule: 'NOT_UNDERSTOOD' }]);
});

test.each([
  [
    'wrapped',
    { data: [{ symbol: 'ALPHA', series: 'EQ', subject: 'Bonus 1:1', exDate: '01-Jan-2024', faceVal: '10' }] },
  ],
  ['bare', [{ symbol: 'ALPHA', series: 'EQ', subject: 'Bonus 1:1', exDate: '01-Jan-2024', faceVal: '10' }]],
])('a %s list of records in JSON is read', async (_, answer) => {
  const { rows } = await adapted(JSON.stringify(answer));
  expect(rows['actions']).toMatchObject([{ ticker: 'ALPHA', kind: 'BONUS' }]);
});

describe('a filing of results', () => {
  test('whose profit is not that of its parts has no profit', async () => {
    const facts = resultFacts();
    const parts: readonly XbrlFact[] = [['ProfitLossForPeriodFromContinuingOperations', '3000000']];
    const others = facts.filter(([name]) => name !== 'ProfitLossForPeriodFromContinuingOperations');
    const { rows, flags } = await adapted(xbrlFile([...others, ...parts]));
    const profits = (rows['statements'] ?? []).filter(({ metric }) => metric === 'net_profit');
    expect(profits.map(({ period }) => period)).toEqual(['ANNUAL']);
    expect(flags).toContainEqual(expect.objectContaining({ kind: 'UNITS', metric: 'net_profit' }));
  });

  test('of an insurer is refused by its name', async () => {
    const premiums = resultFacts()
      .filter(([name]) => !name.startsWith('ProfitLossForPeriod'))
      .map(([name, ...rest]): XbrlFact => [
        name === 'RevenueFromOperations' ? 'NetPremiumIncome' : name,
        ...rest,
      ]);
    await expect(adapted(xbrlFile(premiums))).rejects.toThrow(
      /filing of Alpha Limited that states neither revenue nor profit .* insurers/,
    );
  });
});
