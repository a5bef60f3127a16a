/** Peers, sectors and top companies over GraphQL, as known on days. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { peersOfMarket } from '../../src/companies/peersOfMarket.js';
import { PeerMarkets } from '../../src/companies/store/peerMarkets.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { dayInIndia, isoOf } from '../../src/market/day.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { answerOf, apiOver, closeApis, post } from '../support/http/api.js';
import { metricsOf } from '../support/http/metricsOf.js';
import { day, fileOf, flatBar, iso, readFiles, removeFolders, type Files } from '../support/market/folder.js';
import { importFiles } from '../support/runs/store.js';
import { eventually } from '../support/time/eventually.js';

const QUARTERS = ['09-30', '12-31', '03-31', '06-30'];
/** Quarters of two years that sum up to two totals, published 40 days after they ended at the latest. */
const sales = (ticker: string, total: number, before: number | null = null): string[] =>
  [before === null ? [] : [[2022, before] as const], [[2023, total] as const]].flat().flatMap(([year, sum]) =>
    QUARTERS.map((end, at) => {
      const periodEnd = `${at < 2 ? year : year + 1}-${end}`;
      return `${ticker},${periodEnd},QUARTER,sales,${sum / 4},${isoOf(day(periodEnd) + 40)},PRIMARY`;
    }),
  );
const bars = (ticker: string, close: number, ...days: readonly string[]): string[] =>
  days.map((date) => flatBar(ticker, date, close));
const NEWEST = '2024-10-08';
const BEFORE = '2024-10-07';

const FILES: Files = {
  ...fileOf(
    'companies',
    ...['A,Alpha,,,it', 'B,Beta,,,it', 'C,Gamma,,,it', 'SILENT,No figures,,,it', 'GONE,Not traded,,,it'],
    ...[
      'MOVED,Moved,,,cement',
      'X,Listed twice,INE467B01029,,metals',
      '500001.BO,The same,INE467B01029,,metals',
    ],
    ...['BANK,A bank,,,banks', 'LAND,No figures either,,,realty', 'NONE,Without a group,,Unknown,'],
  ),
  ...fileOf(
    'prices',
    ...bars('A', 10, BEFORE, NEWEST),
    ...bars('B', 30, BEFORE, NEWEST),
    ...bars('C', 20, BEFORE, NEWEST),
    ...bars('MOVED', 5, BEFORE, NEWEST),
    ...bars('X', 6, BEFORE, NEWEST),
    ...bars('500001.BO', 6, BEFORE, NEWEST),
    ...bars('BANK', 7, BEFORE, NEWEST),
    ...bars('LAND', 8, BEFORE, NEWEST),
    ...bars('NONE', 9, BEFORE, NEWEST),
    // 30 days up to the newest session begin on 2024-09-09.
    ...bars('SILENT', 11, '2024-09-09'),
    ...bars('GONE', 12, '2024-09-06'),
  ),
  ...fileOf(
    'statements',
    ...[...sales('A', 50, 40), ...sales('B', 30, 30), ...sales('C', 20, 10), ...sales('GONE', 900)],
    ...[
      ...sales('MOVED', 10, 20),
      ...sales('X', 8, 5),
      ...sales('500001.BO', 8, 5),
      ...sales('BANK', 70, 50),
    ],
    // Restated: 12.5 becomes 62.5, so that A has 100 from this day on.
    `A,2024-06-30,QUARTER,sales,62.5,${NEWEST},PRIMARY`,
  ),
  ...fileOf('classifications', `MOVED,2000-01-01,Cement,,cement`, `MOVED,${NEWEST},Cement,,it`),
};

let database: Database;
let services: Services;
beforeAll(async () => {
  database = await openTestDatabase();
  await importFiles(database, FILES);
  const setup = await loadSetup();
  await scoreSpan(database.pool, setup);
  services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
}, 60_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
  await removeFolders();
});

const ask = async (query: string) => dataOf(await createContext(services), query);
const refusal = async (query: string) => {
  const { errors = [] } = await execute(await createContext(services), query);
  return errors.map(({ message, extensions }) => `${String(extensions?.['code'])} ${message}`);
};
const ANALYSIS = `{
  on metric hhi concentration topThree coverage sector { key }
  companies { rank revenue share growth position relativeShare quadrant stock { ticker } score { mode date } }
  leftOut { reason stock { ticker } } insights { rule sentence numbers { name value } }
}`;

describe('peers', () => {
  test('are compared by what was known on the day, in the sectors of the day', async () => {
    const { peerAnalysis } = await ask(`{ peerAnalysis(sector: "it", on: "${BEFORE}") ${ANALYSIS} }`);
    expect(peerAnalysis).toMatchObject({
      ...{ on: BEFORE, metric: 'TTM sales', hhi: 3_800, concentration: 'HIGH', topThree: 1, coverage: 0.75 },
      sector: { key: 'it' },
      companies: [
        { rank: 1, revenue: 50, share: 0.5, growth: 0.25, position: 'LEADER', relativeShare: 1.6666666667 },
        { rank: 2, revenue: 30, share: 0.3, growth: 0, relativeShare: 0.6 },
        { rank: 3, revenue: 20, share: 0.2, growth: 1, relativeShare: 0.4 },
      ],
      leftOut: [
        { reason: 'no figures: no sales of four consecutive quarters', stock: { ticker: 'SILENT.NS' } },
      ],
    });
    // The sector grew from 80 to 100: 25 %. The others: -50 % (cement), 60 % (metals), 40 % (banks); the median is 32.5 %.
    expect(JSON.stringify(peerAnalysis)).toMatch(
      'changed by 25 % within a year, less than the median of all sectors, 32.5 %',
    );
    expect(peerAnalysis).toHaveProperty('companies.0.quadrant', 'CASH_COW');
    expect(peerAnalysis).toHaveProperty('companies.0.score', { mode: 'INVESTOR', date: BEFORE });
  });

  test('of the next day have a restated figure, and a company that moved', async () => {
    const { stock } = await ask(
      `{ stock(ticker: "MOVED") { peers(on: "${NEWEST}") { companies { revenue quadrant stock { ticker } } } } }`,
    );
    // The sector: 80 and 20 before, 150 and 10 now.
    expect(stock).toEqual({
      peers: {
        companies: [
          { revenue: 100, quadrant: 'STAR', stock: { ticker: 'A.NS' } },
          { revenue: 30, quadrant: 'QUESTION_MARK', stock: { ticker: 'B.NS' } },
          { revenue: 20, quadrant: 'QUESTION_MARK', stock: { ticker: 'C.NS' } },
          { revenue: 10, quadrant: 'QUESTION_MARK', stock: { ticker: 'MOVED.NS' } },
        ],
      },
    });
  });

  test('count a company once, lenders apart, and nothing before the first bar', async () => {
    const of = (args: string) =>
      `peerAnalysis(${args}) { metric on companies { stock { ticker } } insights { rule } }`;
    expect(
      await ask(`{
        twice: ${of(`ticker: "500001.BO", on: "${NEWEST}"`)}
        lenders: ${of(`ticker: "BANK", on: "${NEWEST}"`)}
        early: ${of('sector: "it", on: "2024-01-01"')}
        none: ${of(`ticker: "NONE", on: "${NEWEST}"`)}
      }`),
    ).toMatchObject({
      twice: { metric: 'TTM sales', companies: [{ stock: { ticker: 'X.NS' } }] },
      lenders: { metric: 'TTM revenue', companies: [{ stock: { ticker: 'BANK.NS' } }] },
      early: { on: '2024-01-01', companies: [], insights: [{ rule: 'NO_REVENUE' }] },
      none: null,
    });
  });

  test('of today and of the future are the same, and are read once', async () => {
    const today = isoOf(dayInIndia(new Date()));
    const { now, later } = await ask(`{
      now: peerAnalysis(sector: "it") { on hhi } later: peerAnalysis(sector: "it", on: "2199-01-01") { on hhi }
    }`);
    expect(now).toMatchObject({ on: today });
    expect(later).toEqual(now);
    const { peerMarkets, snapshots } = services;
    const snapshot = await snapshots.newest();
    expect(peerMarkets.isKept(snapshot, day(today))).toBe(true);
    expect(peerMarkets.of(snapshot, day(today))).not.toBeInstanceOf(Promise);
    // Two that ask at the same time wait for the same reading; a failure is not kept.
    const readings = [0, 1].map(() => peerMarkets.of(snapshot, day('2024-09-30')));
    expect(readings[0]).toBe(readings[1]);
    await readings[0];
    let isBroken = true;
    const figures = {
      of: () => (isBroken ? Promise.reject(new Error('gone')) : new Map()),
    };
    const markets = new PeerMarkets(database, figures, services.sectors);
    await expect(markets.of(snapshot, day(NEWEST))).rejects.toThrow('gone');
    isBroken = false;
    expect((await markets.of(snapshot, day(NEWEST))).sectors.get('it')?.companies).toEqual([]);
  });

  test('are the same of the folder that was imported', async () => {
    const { market } = await readFiles(FILES);
    const { peerMarkets, sectors, snapshots } = services;
    const snapshot = await snapshots.newest();
    for (const date of ['2024-05-01', BEFORE, NEWEST]) {
      const ofFolder = peersOfMarket(market, iso(date), sectors);
      expect((await peerMarkets.of(snapshot, day(date))).sectors).toEqual(ofFolder);
    }
  });

  test('are of exactly one company or sector that is known', async () => {
    const refused = async (args: string) => (await refusal(`{ peerAnalysis${args} { on } }`)).join();
    const both = 'Expected either a ticker or a sector, got both: give one of them.';
    expect(await refused('(ticker: "A", sector: "it")')).toBe(`BAD_USER_INPUT ${both}`);
    const neither = 'Expected either a ticker or a sector, got neither: give one of them.';
    for (const args of ['', '(ticker: null)', '(ticker: null, sector: null)']) {
      expect(await refused(args)).toBe(`BAD_USER_INPUT ${neither}`);
    }
    expect(await refused('(sector: "it\\u0000")')).toMatch(/^BAD_USER_INPUT /);
    for (const key of ['none', '', 'IT', '__proto__']) {
      expect(await refused(`(sector: "${key}")`)).toMatch(
        `BAD_USER_INPUT Expected the key of a sector, got "${key}". The known ones: banks, psu_banks,`,
      );
    }
    expect(await refused('(ticker: "NOPE")')).toMatch(
      'BAD_USER_INPUT Expected the ticker of a known company, got "NOPE.NS": check the spelling, or ask by the key of a sector',
    );
  });
});

describe('sectors', () => {
  test('are listed by concentration, with what their numbers say', async () => {
    const { sectorsOverview } = await ask(`{
      sectorsOverview(on: "${BEFORE}") {
        sector { key } revenue growth hhi concentration stage opportunity companies medianScore medianRisk
      }
    }`);
    const one = { hhi: 10_000, concentration: 'HIGH', companies: 1, medianScore: expect.any(Number) };
    const nothing = {
      revenue: null,
      growth: null,
      hhi: null,
      concentration: null,
      stage: null,
      opportunity: null,
    };
    expect(sectorsOverview).toMatchObject([
      { sector: { key: 'banks' }, revenue: 70, growth: 0.4, stage: 'RAPID', opportunity: 'MEDIUM', ...one },
      { sector: { key: 'metals' }, revenue: 8, growth: 0.6, stage: 'RAPID', opportunity: 'MEDIUM', ...one },
      {
        sector: { key: 'cement' },
        revenue: 10,
        growth: -0.5,
        stage: 'DECLINING',
        opportunity: 'LOW',
        ...one,
      },
      { sector: { key: 'it' }, revenue: 100, growth: 0.25, hhi: 3_800, stage: 'RAPID', companies: 3 },
      { sector: { key: 'realty' }, ...nothing, companies: 0, medianScore: expect.any(Number) },
    ]);
    expect(await ask('{ sectorsOverview(on: "2020-01-01") { companies } }')).toEqual({ sectorsOverview: [] });
  });
});

describe('top companies', () => {
  const top = async (args: string) => {
    const { topCompanies } = await ask(`{ topCompanies(${args}) { rank value stock { ticker } } }`);
    return (topCompanies as { rank: number; value: number; stock: { ticker: string } }[]).map(
      ({ rank, value, stock }) => `${rank} ${stock.ticker} ${value}`,
    );
  };

  test('are those with the largest numbers of the newest scored session', async () => {
    expect(await top('by: CLOSE, first: 2')).toEqual(['1 B.NS 30', '2 C.NS 20']);
    expect(await top(`by: CLOSE, sector: "it", on: "${BEFORE}"`)).toEqual([
      '1 B.NS 30',
      '2 C.NS 20',
      '3 A.NS 10',
    ]);
    expect(await top(`by: CLOSE, sector: "cement", on: "${NEWEST}"`)).toEqual([]);
    // Not known of any.
    expect(await top('by: PE')).toEqual([]);
    expect(await top('by: CLOSE, on: "2020-01-01"')).toEqual([]);
    expect((await top('by: BAR_AGE, first: null')).slice(0, 1)).toEqual(['1 A.NS 0']);
  });

  test('are 1 to 100 of a known sector', async () => {
    for (const first of [0, -1, 101]) {
      expect(await refusal(`{ topCompanies(by: CLOSE, first: ${first}) { rank } }`)).toEqual([
        `BAD_USER_INPUT Expected 1 to 100 companies (first), got ${first}.`,
      ]);
    }
    expect((await refusal('{ topCompanies(by: CLOSE, sector: "none") { rank } }')).join()).toMatch(
      'BAD_USER_INPUT Expected the key of a sector, got "none"',
    );
  });
});

test('a company that is imported, and whose figures are recorded, is seen in the view that was kept before', async () => {
  await importFiles(database, {
    ...fileOf('companies', 'NEW,New,,,it'),
    ...fileOf('prices', ...bars('NEW', 12, BEFORE, NEWEST)),
  });
  const api = await apiOver(database);
  const query = `query View($on: Date = "${NEWEST}") { stock(ticker: "NEW") {
    name
    metrics(on: $on, codes: ["sales"], periods: [TTM]) { nodes { value } }
    peers(on: $on) { companies { rank revenue stock { ticker } } leftOut { stock { ticker } } }
  } }`;
  interface View {
    readonly name: string;
    readonly metrics: { readonly nodes: readonly { readonly value: number }[] };
    readonly peers: {
      readonly companies: readonly {
        readonly revenue: number;
        readonly stock: { readonly ticker: string };
      }[];
      readonly leftOut: readonly { readonly stock: { readonly ticker: string } }[];
    };
  }
  const view = async () => {
    const response = await post(api, query);
    return {
      cache: response.headers['x-greyoak-cache'],
      stock: answerOf(response).data?.['stock'] as View,
    };
  };
  const counts = async () => {
    const series = await metricsOf(api.app);
    const of = (name: string, field?: string) =>
      series.find(({ name: other, labels }) => other === name && labels['field'] === field)?.value ?? NaN;
    return {
      ...{ hits: of('answer_cache_hits_total'), misses: of('answer_cache_misses_total') },
      ...{ clears: of('answer_cache_clears_total'), asked: of('graphql_fields_total', 'stock') },
    };
  };

  const { clears } = await counts();
  const first = await view();
  expect(first).toMatchObject({ cache: 'miss', stock: { name: 'New', metrics: { nodes: [] } } });
  expect(first.stock.peers.leftOut).toContainEqual({ stock: { ticker: 'NEW.NS' } });
  expect(await view()).toEqual({ ...first, cache: 'hit' });
  expect(await counts()).toEqual({ hits: 1, misses: 1, clears, asked: 2 });

  const rows = QUARTERS.map((end, at) => ({
    ...{ ticker: 'NEW', code: 'sales', period: 'QUARTER', basis: 'CONSOLIDATED', source: 'PRIMARY' },
    ...{ periodEnd: `${at < 2 ? 2023 : 2024}-${end}`, publishedOn: '2024-08-29', value: 60 },
  }));
  const record = 'mutation ($rows: [MetricInput!]!) { recordMetrics(input: { rows: $rows }) { inserted } }';
  expect(answerOf(await post(api, record, { variables: { rows } })).data).toEqual({
    recordMetrics: { inserted: 4 },
  });
  await eventually(async () => (await counts()).clears > clears);
  const last = await view();
  expect(last).toMatchObject({ cache: 'miss', stock: { metrics: { nodes: [{ value: 240 }] } } });
  expect(last.stock.peers.companies[0]).toEqual({ rank: 1, revenue: 240, stock: { ticker: 'NEW.NS' } });
  expect(await view()).toEqual({ ...last, cache: 'hit' });
  // The mutation is looked up, too.
  expect(await counts()).toMatchObject({ hits: 2, misses: 3, asked: 4 });
});
