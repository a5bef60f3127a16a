import { describe, expect, test } from '@jest/globals';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted, type Adapted } from '../../../support/market/adapted.js';
import {
  RESULT_CONTEXTS,
  resultFacts,
  resultFile,
  xbrlContext,
  xbrlFile,
  xbrlInstant,
  xbrlSpan,
  type XbrlFact,
} from '../../../support/market/xbrl.js';
import { describeAdapter } from './contract.js';

/** Returns rows by period, length and metric, without the parts that are alike. */
const figures = ({ rows }: Adapted): Record<string, string> =>
  Object.fromEntries(
    (rows['statements'] ?? []).map(({ period, months, metric, value }) => [
      `${period} ${months} ${metric}`,
      value,
    ]),
  );
const flagged = ({ flags }: Adapted) => flags.map(({ kind, metric, detail }) => [kind, metric, detail]);

describeAdapter({ adapter: 'results-xbrl', file: resultFile(), gives: { statements: 21, filings: 1 } });

describe('a filing of results', () => {
  test('gives the year and its last quarter in crores, exactly, whatever dates its contexts declare', async () => {
    const found = await adapted(resultFile());
    expect(found.rows['statements']?.[0]).toEqual({
      ...{ ticker: 'ALPHA', period_end: '2024-03-31', period: 'QUARTER', metric: 'sales', value: '250' },
      ...{ published_on: '2024-05-09', months: '3', basis: 'CONSOLIDATED' },
    });
    expect(figures(found)).toEqual({
      ...{ 'QUARTER 3 sales': '250', 'QUARTER 3 net_profit': '30', 'QUARTER 3 interest': '5' },
      ...{ 'QUARTER 3 depreciation': '15', 'QUARTER 3 tax': '10', 'QUARTER 3 eps': '2.9' },
      ...{ 'QUARTER 3 operating_profit': '50', 'QUARTER 3 opm': '0.2' },
      ...{ 'ANNUAL 12 sales': '1000', 'ANNUAL 12 net_profit': '120', 'ANNUAL 12 interest': '20' },
      ...{ 'ANNUAL 12 depreciation': '60', 'ANNUAL 12 tax': '40', 'ANNUAL 12 eps': '11.6' },
      ...{ 'ANNUAL 12 operating_profit': '200', 'ANNUAL 12 opm': '0.2' },
      ...{ 'ANNUAL 12 cash_from_operations': '-12.345678901', 'ANNUAL 12 total_assets': '900' },
      ...{ 'ANNUAL 12 equity': '500', 'ANNUAL 12 debt': '100', 'POINT  shares_cr': '10' },
    });
    expect([found.flags, found.refusals]).toEqual([[], []]);
  });

  test('is read alike without declared contexts, in an encoding of its own, and under another prefix', async () => {
    const whole = figures(await adapted(resultFile()));
    const bare = xbrlFile(resultFacts());
    const integrated = { prefix: 'in-capmkt', taxonomy: 'http://www.sebi.gov.in/xbrl/2025-01-31/in-capmkt' };
    const latin = bare.replace('UTF-8', 'ISO-8859-1').replace('Alpha Limited', 'Alphä Limited');
    const variants: readonly (string | Buffer)[] = [
      bare,
      xbrlFile(resultFacts(), { contexts: RESULT_CONTEXTS, ...integrated }),
      Buffer.from(latin, 'latin1'),
      Buffer.from(`\ufeff${bare.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      bare.replaceAll('xbrli:', '').replaceAll('xmlns:xbrli=', 'xmlns='),
    ];
    for (const variant of variants) expect(figures(await adapted(variant))).toEqual(whole);
  });

  test('gives no comparatives of former periods, and no parts of dimensions', async () => {
    const former: readonly XbrlFact[] = [
      ['RevenueFromOperations', '1', { in: 'TwoD' }],
      ['Assets', '1', { in: 'PY_I' }],
      ['RevenueFromOperations', '2', { in: 'Segment' }],
      ['RevenueFromOperations', '3', { in: 'Undeclared' }],
    ];
    const contexts = [
      ...RESULT_CONTEXTS,
      xbrlContext('TwoD', xbrlSpan('2023-01-01', '2023-03-31')),
      xbrlContext('PY_I', xbrlInstant('2023-03-31')),
      xbrlContext(
        'Segment',
        xbrlSpan('2024-01-01', '2024-03-31'),
        '<xbrli:scenario><xbrldi:explicitMember dimension="a:Axis">a:OneMember</xbrldi:explicitMember></xbrli:scenario>',
      ),
    ];
    const found = await adapted(xbrlFile([...former, ...resultFacts()], { contexts }));
    expect(figures(found)).toEqual(figures(await adapted(resultFile())));
  });

  test.each([
    ['9 months of a shorter year', { start: '2023-07-01', end: '2024-03-31' }, 'ANNUAL 9 sales'],
    ['15 months', { start: '2023-01-01', end: '2024-03-31' }, 'ANNUAL 15 sales'],
  ])('keeps the length of a year of %s', async (_, { start, end }, key) => {
    const changed = {
      ...{ DateOfStartOfFinancialYear: start, DateOfEndOfFinancialYear: end },
      ...{ 'FourD DateOfStartOfReportingPeriod': start },
    };
    expect(figures(await adapted(resultFile(changed)))).toMatchObject({
      [key]: '1000',
      'QUARTER 3 sales': '250',
    });
  });

  test('gives of the year to date only what quarters do not state', async () => {
    const changed = {
      ...{ DateOfStartOfFinancialYear: '2023-10-01', DateOfEndOfFinancialYear: '2024-09-30' },
      'FourD DateOfStartOfReportingPeriod': '2023-10-01',
    };
    const found = Object.keys(figures(await adapted(resultFile(changed))));
    expect(found.filter((key) => key.startsWith('QUARTER 6'))).toEqual(['QUARTER 6 cash_from_operations']);
    expect(found).toContain('QUARTER 3 total_assets');
    expect(found.filter((key) => key.startsWith('ANNUAL'))).toEqual([]);
  });

  test('reads half a year of companies that report no quarters, and a year without one', async () => {
    const half = { DateOfStartOfReportingPeriod: '2023-10-01', CashFlowsFromUsedInOperatingActivities: null };
    expect(Object.keys(figures(await adapted(resultFile(half))))).toContain('QUARTER 6 sales');
    const onlyYear = resultFacts().filter(([name, , options]) => options?.in !== 'OneD' || name === 'Symbol');
    const contexts = [
      xbrlContext('FourD', xbrlSpan('2023-04-01', '2024-03-31')),
      xbrlContext('OneI', xbrlInstant('2024-03-31')),
    ];
    expect(figures(await adapted(xbrlFile(onlyYear, { contexts })))).toMatchObject({
      ...{ 'ANNUAL 12 sales': '1000', 'ANNUAL 12 equity': '500' },
    });
  });

  test('gives no number of shares where nothing says when it became known', async () => {
    const found = await adapted(resultFile({ DateOfBoardMeetingWhenFinancialResultsWereApproved: null }));
    expect(found.rows['statements']).toHaveLength(20);
    expect(figures(found)).not.toHaveProperty(['POINT  shares_cr']);
    expect(found.rows['statements']?.[0]?.['published_on']).toBe('');
  });

  test('leaves a form out in which nothing was entered', async () => {
    const zeros = Object.fromEntries(
      resultFacts().flatMap(([name, value]) => (/^-?[\d.]+$/.test(value) ? [[name, '0.00']] : [])),
    );
    const found = await adapted(resultFile(zeros));
    expect(Object.keys(found.rows)).toEqual(['filings']);
    expect(found.leftOut).toEqual({ statements: { NO_VALUE: 2 } });
  });
});

describe('the company of a filing', () => {
  const context = { ...NO_STORE, tickerOfIsin: (isin: string) => (isin === 'INE000A01011' ? 'BETA' : null) };
  const tickerOf = async (changed: Record<string, string | null>, extra: readonly XbrlFact[] = []) => {
    const contexts = RESULT_CONTEXTS.map((text) => text.replace('>ALPHA<', '><'));
    const found = await adapted(xbrlFile([...extra, ...resultFacts(changed)], { contexts }), { context });
    return found.rows['statements']?.[0]?.['ticker'];
  };

  test.each(['NOTLISTED', 'NA', '000000', 'Not Applicable', '-', 'no symbol!'])(
    'is told by ISIN or scrip code where the symbol is %s',
    async (symbol) => {
      expect(await tickerOf({ Symbol: symbol }, [['ISIN', 'INE000A01011']])).toBe('BETA');
      expect(await tickerOf({ Symbol: symbol }, [['ScripCode', '500325']])).toBe('500325.BO');
      await expect(tickerOf({ Symbol: symbol })).rejects.toThrow(/Alpha Limited: expected its symbol on NSE/);
    },
  );

  test('is told by the contexts where no element names it', async () => {
    const found = await adapted(resultFile({ Symbol: null }));
    expect(found.rows['statements']?.[0]?.['ticker']).toBe('ALPHA');
  });
});

describe('figures that contradict the rest of a filing', () => {
  test.each<[string, Record<string, string>, readonly string[], RegExp]>([
    [
      'a capital 100 times too large',
      { PaidUpValueOfEquityShareCapital: '20000000000' },
      ['shares_cr'],
      /paid-up capital is ₹2000 crore, but the balance sheet has ₹20 crore/,
    ],
    [
      'earnings per share in paise',
      { 'FourD BasicEarningsLossPerShareFromContinuingAndDiscontinuedOperations': '1160' },
      ['eps'],
      /earnings per share are ₹1160, but profit by shares is ₹11.6/,
    ],
    [
      'earnings per share of the wrong sign',
      { 'FourD BasicEarningsLossPerShareFromContinuingAndDiscontinuedOperations': '-11.60' },
      ['eps'],
      /₹-11.6/,
    ],
    [
      'earnings per share that were not entered',
      { 'FourD BasicEarningsLossPerShareFromContinuingAndDiscontinuedOperations': '0.00' },
      ['eps'],
      /are ₹0, but/,
    ],
    [
      'sales in another unit',
      { 'FourD RevenueFromOperations': '100000' },
      ['sales', 'operating_profit', 'opm'],
      /income is/,
    ],
    [
      'expenses that do not add up',
      { 'FourD Expenses': '88000' },
      ['operating_profit', 'opm'],
      /before exceptional items/,
    ],
    [
      'interest above all expenses',
      { 'FourD FinanceCosts': '20000000000' },
      ['interest', 'operating_profit', 'opm'],
      /interest of ₹2000 crore is more than expenses or income/,
    ],
    [
      'a tax in another unit',
      { 'FourD TaxExpense': '40000000000' },
      ['tax', 'net_profit'],
      /profit from continuing/,
    ],
    [
      'assets that are not capital and liabilities',
      { EquityAndLiabilities: '90000000' },
      ['total_assets'],
      /total assets is/,
    ],
    ['equity that is not capital and reserves', { OtherEquity: '48000000' }, ['equity'], /equity is/],
    ['a debt above all assets', { BorrowingsCurrent: '40000000000' }, ['debt'], /is more than total assets/],
  ])('%s: are flagged and not believed', async (_, changed, metrics, detail) => {
    const found = await adapted(resultFile(changed));
    expect([...new Set(found.flags.map(({ metric }) => metric))].sort()).toEqual([...metrics].sort());
    expect(found.flags.every(({ kind }) => kind === 'UNITS')).toBe(true);
    expect(found.flags.map(({ detail: text }) => text).join()).toMatch(detail);
    const [before, after] = [figures(await adapted(resultFile())), figures(found)];
    const gone = Object.keys(before).filter((key) => !(key in after));
    expect(gone.map((key) => key.replace(/^\S+ \d* ?/, '')).sort()).toEqual([...metrics].sort());
    // What remains is as it was: only the wrong figure is missing.
    for (const [key, value] of Object.entries(after)) expect([key, value]).toEqual([key, before[key]]);
  });

  test('a ratio of debt to equity as a fraction is flagged, and costs no figure', async () => {
    const ratio: XbrlFact = ['DebtEquityRatio', '0.002', { in: 'FourD', unit: 'pure' }];
    const found = await adapted(xbrlFile([...resultFacts(), ratio], { contexts: RESULT_CONTEXTS }));
    expect(flagged(found)).toEqual([
      ['UNITS', '', 'the ratio of debt to equity is 0.002, but debt by equity is 0.2'],
    ]);
    expect(figures(found)).toEqual(figures(await adapted(resultFile())));
  });

  test.each([
    ['1e9', 'NOT_A_NUMBER'],
    ['2,500,000,000', 'NOT_A_NUMBER'],
    ['(2500000000)', 'NOT_A_NUMBER'],
    ['NaN', 'NOT_A_NUMBER'],
  ])('%s is refused, with what is computed from it', async (text, rule) => {
    const found = await adapted(resultFile({ 'FourD RevenueFromOperations': text }));
    expect(found.refusals.map((one) => [one.rule, one.value])).toEqual([[rule, text]]);
    expect(Object.keys(figures(found))).not.toContain('ANNUAL 12 sales');
    expect(Object.keys(figures(found))).not.toContain('ANNUAL 12 opm');
  });

  test('a figure in dollars, and one with two values, are refused', async () => {
    const dollars: XbrlFact = ['Assets', '1', { in: 'OneI', unit: 'USD' }];
    const other: XbrlFact = ['TaxExpense', '5', { in: 'FourD' }];
    const facts = [dollars, other, ...resultFacts({ Assets: null })];
    const { refusals } = await adapted(xbrlFile(facts, { contexts: RESULT_CONTEXTS }));
    expect(refusals.map(({ rule }) => rule).sort()).toEqual(['CONFLICTING_ROWS', 'NOT_OF_KIND']);
  });
});

describe('the bad loans of a bank', () => {
  const bank = (percent: string, amount = '130000000000') => {
    const facts: readonly XbrlFact[] = [
      ...resultFacts().filter(([name]) => /^(Symbol|DateOf|Nature)/.test(name)),
      ['InterestEarned', '200000000000'],
      ['OtherIncome', '50000000000'],
      ['Income', '250000000000'],
      ['InterestExpended', '110000000000'],
      ['OperatingExpenses', '60000000000'],
      ['OperatingProfitBeforeProvisionAndContingencies', '80000000000'],
      ['ProfitLossForThePeriod', '50000000000'],
      ['GrossNonPerformingAssets', amount],
      ['PercentageOfGrossNpa', percent, { unit: 'pure' }],
      ['NetSegmentAssets', '16000000000000', { in: 'OneI' }],
    ];
    return adapted(xbrlFile(facts, { contexts: RESULT_CONTEXTS }));
  };

  test('are a percentage of the advances, which the filing writes as a fraction', async () => {
    const found = await bank('0.0126');
    expect(figures(found)).toMatchObject({
      ...{ 'QUARTER 3 gnpa_pct': '1.26', 'QUARTER 3 sales': '20000', 'QUARTER 3 operating_profit': '8000' },
    });
    expect(Object.keys(figures(found)).some((key) => key.endsWith('opm'))).toBe(false);
    expect(found.flags).toEqual([]);
  });

  test.each(['1.26', '0.000126', '0.126'])('are not believed where the fraction is %s', async (percent) => {
    const found = await bank(percent);
    expect(flagged(found)).toEqual([['UNITS', 'gnpa_pct', expect.stringContaining('of total assets')]]);
    expect(Object.keys(figures(found))).not.toContain('QUARTER 3 gnpa_pct');
  });

  test('were not entered where they are 0', async () => {
    expect(Object.keys(figures(await bank('0.00', '0.00')))).not.toContain('QUARTER 3 gnpa_pct');
  });
});
