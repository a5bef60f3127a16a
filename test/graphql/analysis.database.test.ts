/** The health of companies, and analyses, as they were known on a day. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../support/market/folder.js';

const QUARTERS = ['2024-06-30', '2024-03-31', '2023-12-31', '2023-09-30'];
const BEFORE = ['2023-06-30', '2023-03-31', '2022-12-31', '2022-09-30'];
const year = (ticker: string, metric: string, value: number, end = '2024-03-31') =>
  `${ticker},${end},ANNUAL,${metric},${value},2024-08-01,PRIMARY`;
const quarters = (ticker: string, metric: string, value: number, ends = QUARTERS) =>
  ends.map((end) => `${ticker},${end},QUARTER,${metric},${value},2024-08-01,PRIMARY`);

const STATEMENTS = [
  ...[...quarters('A', 'sales', 125), ...quarters('A', 'sales', 100, BEFORE)],
  ...[...quarters('A', 'operating_profit', 25), year('A', 'roce', 0.2), year('A', 'eps', 10)],
  ...[...quarters('B', 'sales', 125), year('B', 'equity', -5), year('B', 'eps', -4)],
  ...[...quarters('L', 'sales', 50), ...quarters('L', 'sales', 40, BEFORE), year('L', 'roe', 0.16)],
  // It is known from the next day on.
  'A,2024-06-30,QUARTER,sales,25,2024-10-08,PRIMARY',
];
const CLOSES = { '2024-08-30': 100, '2024-09-30': 150, '2024-10-07': 110, '2024-10-08': 120 };

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  const bars = Object.entries(CLOSES);
  const folder = await writeFolder({
    ...fileOf(
      'companies',
      'A,Alpha,INE000000001,,cement',
      'B,Beta,INE000000002,,cement',
      'L,Lender,INE000000003,,banks',
      'N,Nothing,INE000000004,,cement',
      'U,Unsorted,INE000000005,,',
    ),
    ...fileOf(
      'prices',
      ...['A', 'B', 'L', 'N'].flatMap((ticker) => bars.map(([on, close]) => flatBar(ticker, on, close))),
    ),
    ...fileOf('statements', ...STATEMENTS),
  });
  await importFolder(database.pool, folder, { today: TODAY });
  await updateFeatures(database.pool);
  services = await dayServices(database);
}, 60_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await removeFolders();
  await closeTestDatabases();
});

const on = '2024-10-07';
const ask = async (query: string) => dataOf(await createContext(services), query);
const healthOf = async (ticker: string, day = on) => {
  const fields = 'health growth operatingMargin returnOnCapital scores { name value } coverage reason';
  const data = await ask(`{ stock(ticker: "${ticker}") { health(on: "${day}") { ${fields} } } }`);
  return (data['stock'] as { health: Record<string, unknown> | null }).health;
};

const analysisText = (kind: string, input: string) =>
  `{ analysis(kind: ${kind}, input: { ${input} }) {
    kind on results { name value } insights { rule sentence numbers { name value } }
    recommendations { rule sentence } confidence basis inputsHash
  } }`;
interface Answer {
  readonly results: readonly { readonly name: string; readonly value: number | null }[];
  readonly insights: readonly { readonly rule: string; readonly sentence: string }[];
  readonly recommendations: readonly { readonly rule: string }[];
  readonly inputsHash: string;
}
const analyse = async (kind: string, input: string, day = on) => {
  const { analysis } = await ask(analysisText(kind, `${input}, on: "${day}"`));
  const { results, insights, recommendations, ...rest } = analysis as Answer;
  return {
    ...rest,
    numbers: Object.fromEntries(results.map(({ name, value }) => [name, value])),
    insights: insights.map(({ rule }) => rule),
    recommendations: recommendations.map(({ rule }) => rule),
  };
};
const errorsOf = async (kind: string, input: string) => {
  const { errors = [] } = await execute(await createContext(services), analysisText(kind, input));
  return errors.map(({ message, extensions }) => `${String(extensions?.['code'])} ${message}`);
};

describe('Stock.health', () => {
  test('judges a company by what was known on the day', async () => {
    expect(await healthOf('A')).toEqual({
      ...{ health: 'EXCELLENT', growth: 0.25, operatingMargin: 0.2, returnOnCapital: 0.2, coverage: 1 },
      scores: [
        { name: 'growth', value: 60 },
        { name: 'operatingMargin', value: 100 },
        { name: 'returnOnCapital', value: 80 },
        { name: 'overall', value: 80 },
      ],
      reason:
        'Growth of sales of 25 %, above 20 %; operating margin of 20 %, above 10 %; return on capital employed of 20 %, ' +
        'above 15 %.',
    });
    expect(await healthOf('A', '2024-10-08')).toMatchObject({ health: 'GOOD', growth: 0 });
    expect(await healthOf('B')).toMatchObject({
      ...{ health: 'AT_RISK', growth: null, coverage: 0 },
      reason: 'Equity of ₹-5 crore is not above 0.',
    });
    expect(await healthOf('L')).toMatchObject({
      ...{ health: 'EXCELLENT', operatingMargin: null, returnOnCapital: 0.16, coverage: 1 },
    });
    const unknown = {
      ...{ health: null, growth: null, operatingMargin: null, returnOnCapital: null, coverage: 0 },
      reason: 'No rule applies: not known: growth of sales, operating margin, return on capital employed.',
    };
    expect(await healthOf('N')).toMatchObject(unknown);
    expect(await healthOf('A', '2024-07-31')).toMatchObject(unknown);
  });
});

describe('Query.analysis', () => {
  test('compares a company with its competitors', async () => {
    const found = await analyse('COMPETITOR', 'ticker: "A"');
    expect(found).toMatchObject({
      ...{ kind: 'COMPETITOR', on },
      numbers: { companies: 2, rank: 1, revenue: 500, share: 0.5, relativeShare: 1, growth: 0.25, hhi: 5000 },
      insights: ['LARGEST'],
      recommendations: ['SHARE_FROM_30'],
      // All four of its own; of two others, the revenue of one.
      confidence: 0.5625,
      basis: expect.stringMatching(
        /^TTM sales .* of 3, 2 are compared, 0 consolidated, 0 standalone, 2 of unknown/,
      ),
      inputsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await analyse('COMPETITOR', 'ticker: "A"')).toEqual(found);
    const later = await analyse('COMPETITOR', 'ticker: "A"', '2024-10-08');
    expect(later.numbers).toMatchObject({ revenue: 400, rank: 2 });
    expect(later.inputsHash).not.toBe(found.inputsHash);
    for (const ticker of ['N', 'U']) {
      expect(await analyse('COMPETITOR', `ticker: "${ticker}"`)).toMatchObject({
        numbers: { share: null, rank: null },
        insights: [ticker === 'N' ? 'NOT_COMPARED' : 'NO_SECTOR'],
        recommendations: [],
      });
    }
    expect(await analyse('COMPETITOR', 'ticker: "L"')).toMatchObject({ insights: ['ONE_COMPANY'] });
  });

  test('looks at a sector', async () => {
    expect(await analyse('SECTOR_OPPORTUNITY', 'sector: "cement"')).toMatchObject({
      numbers: { companies: 2, revenue: 1000, growth: 0.25, cagr3y: null, hhi: 5000, coverage: 0.6666666667 },
      insights: ['LOW_COVERAGE', 'CONCENTRATED'],
      recommendations: ['OPPORTUNITY_MEDIUM'],
    });
    expect(await analyse('SECTOR_OPPORTUNITY', 'sector: "it"')).toMatchObject({
      numbers: { companies: 0, revenue: null, hhi: null },
      insights: ['NO_REVENUE'],
      recommendations: ['OPPORTUNITY_UNKNOWN'],
      confidence: 0,
    });
  });

  test('places a P/E as fundamentals has it', async () => {
    const found = await analyse('VALUATION', 'ticker: "A"');
    const data = await ask(`{ stock(ticker: "A") { fundamentals(on: "${on}") { pe } } }`);
    expect(data).toMatchObject({ stock: { fundamentals: { pe: 11 } } });
    expect(found).toMatchObject({
      // 10 and 15 at the ends of August and September; B makes a loss, N has no figures.
      numbers: {
        ...{ pe: 11, ownMonths: 2, ownMedianPe: 12.5, ownPercentile: 0.5, ownLossMonths: 0 },
        ...{ sectorCompanies: 1, sectorLossCompanies: 1, sectorMedianPe: null, sectorPercentile: null },
      },
      insights: ['SHORT_HISTORY', 'ONE_COMPANY', 'USUAL_FOR_OWN'],
    });
    expect(await analyse('VALUATION', 'ticker: "B"')).toMatchObject({
      numbers: { pe: -27.5, ownPercentile: null },
      insights: ['LOSS', 'SHORT_HISTORY', 'LOSSES_BEFORE', 'ONE_COMPANY'],
    });
    expect(await analyse('VALUATION', 'ticker: "U"')).toMatchObject({
      numbers: { pe: null, ownMonths: 0, sectorCompanies: null },
      insights: ['NO_PE', 'NO_SECTOR', 'SHORT_HISTORY'],
      confidence: 0,
    });
  });

  test.each([
    [
      'COMPETITOR',
      '',
      'Expected a ticker, and no sector, for COMPETITOR, got neither: give input.ticker alone.',
    ],
    [
      'VALUATION',
      'sector: "cement"',
      'Expected a ticker, and no sector, for VALUATION, got a sector: give input.ticker alone.',
    ],
    [
      'COMPETITOR',
      'ticker: "A", sector: "cement"',
      'Expected a ticker, and no sector, for COMPETITOR, got a ticker and a sector: give input.ticker alone.',
    ],
    [
      'SECTOR_OPPORTUNITY',
      'ticker: "A"',
      'Expected a sector, and no ticker, for SECTOR_OPPORTUNITY, got a ticker: give input.sector alone.',
    ],
    [
      'SECTOR_OPPORTUNITY',
      'sector: ""',
      expect.stringContaining('Expected the key of a sector, got "". The known ones: '),
    ],
    [
      'SECTOR_OPPORTUNITY',
      'sector: "none"',
      expect.stringContaining('Expected the key of a sector, got "none".'),
    ],
    [
      'VALUATION',
      'ticker: "NOPE"',
      'Expected the ticker of a known company, got "NOPE.NS": check the spelling, or find it with stocks(filter: { search }).',
    ],
  ])('refuses %s of { %s }', async (kind, input, message) => {
    const [error] = await errorsOf(kind, input);
    expect(error.slice(0, 14)).toBe('BAD_USER_INPUT');
    expect(error.slice(15)).toEqual(message);
  });
});
